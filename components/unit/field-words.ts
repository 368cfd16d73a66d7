import type { Text, UnitField } from '../../engine/index'

type Interval = UnitField['rows']

const length = ([first, last]: Interval): number => last - first + 1
const range = ([first, last]: Interval): string => (first === last ? `${first}` : `${first}–${last}`)

/** "10×10 of 32×32 pixels: rows 6–15, columns 16–25.", and honestly so where it reaches past the border. */
export function fieldWords(field: UnitField, picture: { readonly h: number; readonly w: number }): Text {
  const { rows, columns, unclipped, clipped } = field
  const size = `${length(unclipped.columns)}×${length(unclipped.rows)}`
  const all = `${picture.w}×${picture.h}`
  const larger = length(unclipped.rows) > picture.h || length(unclipped.columns) > picture.w
  const en = larger ? `${size}, larger than the ${all} picture` : `${size} of ${all} pixels`
  const zh = larger ? `${size}，大于 ${all} 的整张图` : `${all} 像素中的 ${size}`
  const rest: Text = clipped ? { en: ' The rest is padding.', zh: '其余落在填充里。' } : { en: '', zh: '' }
  return {
    en: `${en}: rows ${range(rows)}, columns ${range(columns)}.${rest.en}`,
    zh: `${zh}：第 ${range(rows)} 行，第 ${range(columns)} 列。${rest.zh}`,
  }
}

/** Size, jump, start and centre of the field, as the plan computes them; start may be negative. */
export function fieldGeometry({ unclipped }: UnitField, jump: readonly [number, number]): Text {
  const [top, left] = [unclipped.rows[0], unclipped.columns[0]]
  const middle = ([first, last]: Interval) => (first + last) / 2
  const minus = (n: number) => String(n).replace('-', '−')
  const start = `(${minus(top)}, ${minus(left)})`
  const centre = `(${minus(middle(unclipped.rows))}, ${minus(middle(unclipped.columns))})`
  return {
    en: `Jump ${jump[0]}, start ${start}, centre ${centre}.`,
    zh: `累积步长 ${jump[0]}，起点 ${start}，中心 ${centre}。`,
  }
}
