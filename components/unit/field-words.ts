import type { Text, UnitField } from '../../engine/index'
import { extent, range } from '../network/field'

type Interval = UnitField['rows']

/** "10×10 of 32×32 pixels: rows 7–16, columns 17–26.", and honestly so where it reaches past the border. */
export function fieldWords(field: UnitField, picture: { readonly h: number; readonly w: number }): Text {
  const { rows, columns, unclipped, clipped } = field
  const size = `${extent(unclipped.columns)}×${extent(unclipped.rows)}`
  const inside = `${extent(columns)}×${extent(rows)}`
  const all = `${picture.w}×${picture.h}`
  const larger = extent(unclipped.rows) > picture.h || extent(unclipped.columns) > picture.w
  const where: Text = {
    en: `rows ${range(rows)}, columns ${range(columns)}`,
    zh: `第 ${range(rows)} 行，第 ${range(columns)} 列`,
  }
  if (larger) {
    return {
      en: `${size}, larger than the ${all} picture: ${where.en}. The rest is padding.`,
      zh: `${size}，大于 ${all} 的整张图：${where.zh}。其余落在填充里。`,
    }
  }
  if (clipped) {
    return {
      en: `${inside} of its ${size} window lie on the ${all} picture: ${where.en}. The rest is padding.`,
      zh: `${size} 的窗口中有 ${inside} 落在 ${all} 的图上：${where.zh}。其余落在填充里。`,
    }
  }
  return {
    en: `${size} of ${all} pixels: ${where.en}.`,
    zh: `${all} 像素中的 ${size}：${where.zh}。`,
  }
}

const minus = (n: number): string => String(n).replace('-', '−')

/** Where a side begins, counted from 1; before the first row or column by how many of them. */
function begins(first: number, name: string, before: string): string {
  if (first >= 0) return `${name} ${first + 1}`
  return `${-first} ${name}${first < -1 ? 's' : ''} ${before} the picture`
}

/** What the jump is, and in words how large: null for the one unit of a map, which has no neighbour. */
function jumpWords(jump: readonly [number, number] | null): Text {
  if (!jump) return { en: '', zh: '' }
  const [step] = jump
  return {
    en: `Jump ${step}: the field of the next unit lies ${step} pixel${step > 1 ? 's' : ''} further. `,
    zh: `累积步长 ${step}：相邻神经元的感受野错开 ${step} 个像素。`,
  }
}

/** Jump, corner and centre of the field in words, as the plan computes them; it may begin before the picture. */
export function fieldGeometry({ unclipped }: UnitField, jump: readonly [number, number] | null): Text {
  const [top, left] = [unclipped.rows[0], unclipped.columns[0]]
  const middle = ([first, last]: Interval) => minus((first + last) / 2 + 1)
  const [row, column] = [middle(unclipped.rows), middle(unclipped.columns)]
  const further = jumpWords(jump)
  const corner: Text = {
    en: `${begins(top, 'row', 'above')}, ${begins(left, 'column', 'left of')}`,
    zh: [
      top >= 0 ? `第 ${top + 1} 行` : `图像上边之外 ${-top} 行`,
      left >= 0 ? `第 ${left + 1} 列` : `图像左边之外 ${-left} 列`,
    ].join('，'),
  }
  return {
    en: `${further.en}Its top left pixel: ${corner.en}; its centre: row ${row}, column ${column}.`,
    zh: `${further.zh}左上角像素：${corner.zh}；中心：第 ${row} 行，第 ${column} 列。`,
  }
}
