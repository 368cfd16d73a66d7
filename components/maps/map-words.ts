import type { Text, Unit } from '../../engine/index'
import type { Meaning } from '../draw/colour-scale'
import { formatFixed } from '../format'
import { formatSignificant } from '../significant'

/** Maps, rows and columns count from 1, as everywhere on the page. */
export const mapLabel = (title: Text, c: number, isUnit: boolean): Text => ({
  en: `${title.en}, ${isUnit ? 'unit' : 'map'} ${c + 1}`,
  zh: `${title.zh}，${isUnit ? '神经元' : '激活图'} ${c + 1}`,
})

/** A value to fixed decimals; a gradient by its name, for it may be of any size: "gradient −3.07·10⁻⁶". */
export function saidOf(value: number | null, meaning: Meaning, decimals: number): Text {
  if (value === null) return { en: '', zh: '' }
  if (meaning === 'value' || meaning === 'pixel')
    return { en: formatFixed(value, decimals), zh: formatFixed(value, decimals) }
  const number = formatSignificant(value, 3)
  return { en: `gradient ${number}`, zh: `梯度 ${number}` }
}

/** "row 6, column 11, 1.441": what is told of one cell. */
export const cellLabel = ({ y, x }: Unit, said: Text): Text => ({
  en: `row ${y + 1}, column ${x + 1}${said.en && `, ${said.en}`}`,
  zh: `第 ${y + 1} 行，第 ${x + 1} 列${said.zh && `，${said.zh}`}`,
})

/** A unit that is a map of its own has no row and column. */
export const unitLabel = (c: number, said: Text): Text => ({
  en: `unit ${c + 1}${said.en && `, ${said.en}`}`,
  zh: `神经元 ${c + 1}${said.zh && `，${said.zh}`}`,
})

export const mapsInSight = (first: number, last: number, of: number): Text => ({
  en: `maps ${first} to ${last} of ${of}: scroll for the others`,
  zh: `激活图 ${first}–${last}，共 ${of} 张：滚动查看其余`,
})
