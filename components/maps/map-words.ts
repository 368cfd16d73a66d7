import type { Text, Unit } from '../../engine/index'
import { formatFixed } from '../format'

/** Maps count from 1, rows and columns of their cells from 0, as everywhere on the page. */
export const mapLabel = (title: Text, c: number, isUnit: boolean): Text => ({
  en: `${title.en}, ${isUnit ? 'unit' : 'map'} ${c + 1}`,
  zh: `${title.zh}，${isUnit ? '神经元' : '激活图'} ${c + 1}`,
})

/** "row 5, column 10, 1.441": what is spoken of the chosen cell. */
export const cellLabel = ({ y, x }: Unit, value: number | null, decimals: number): Text => {
  const number = value === null ? '' : formatFixed(value, decimals)
  return {
    en: `row ${y}, column ${x}${number && `, ${number}`}`,
    zh: `第 ${y} 行，第 ${x} 列${number && `，${number}`}`,
  }
}

/** A unit that is a map of its own has no row and column. */
export const unitLabel = (c: number, value: number | null): Text => {
  const number = value === null ? '' : formatFixed(value, 4)
  return { en: `unit ${c + 1}${number && `, ${number}`}`, zh: `神经元 ${c + 1}${number && `，${number}`}` }
}
