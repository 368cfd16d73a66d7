import { type Axis, type Measure, readPixels, span } from '../../engine/index'

/** A place of the strip: a pixel of the input, a zero of the padding, or nothing at all beyond both. */
export interface Cell {
  readonly index: number // 0-based on the unpadded input; negative in the padding before it
  readonly kind: 'pixel' | 'padding' | 'none'
  readonly read: boolean // false: no window of the output has a tap here
}

export interface WindowPlace {
  readonly number: number // 1-based, as people count
  readonly start: number // first cell, on the unpadded input
  readonly end: number // one past the last cell
  /** complete: a window of the output; hanging: of the output, but reaching past the edge; missing: would be needed. */
  readonly state: 'complete' | 'hanging' | 'missing'
}

/** One past the last cell of the padded input. */
export const paddedEnd = ({ n, after }: Axis): number => n + after

export function windowAt(axis: Axis, i: number): WindowPlace {
  const start = i * axis.s - axis.before
  const end = start + span(axis)
  const room = paddedEnd(axis)
  // Rounding up counts a window that begins within one step of the last whole one's place, and none behind it.
  const counted = axis.rounding === 'ceil' && end - axis.s < room
  return { number: i + 1, start, end, state: end <= room ? 'complete' : counted ? 'hanging' : 'missing' }
}

/** Where the taps of a window stand: a dilated filter skips cells. */
export const tapsOf = (axis: Axis, window: WindowPlace): number[] =>
  Array.from({ length: axis.f }, (_, i) => window.start + i * axis.dilation)

/** How many windows are drawn: those of the output, or, where it is refused, the whole ones and the first that lacks room. */
export function countDrawn({ problem, out, windows }: Measure): number {
  if (!problem) return out
  return problem.code === 'window-in-padding' ? windows : windows + 1
}

/** Cells `from` … `to − 1`; past the padded input there is nothing. `known`: what is never read may be seen. */
export function cellsOf(axis: Axis, measure: Measure, from: number, to: number, known = true): Cell[] {
  const read = known ? readPixels(axis) : new Uint8Array(axis.n).fill(1)
  const unread = paddedEnd(axis) - measure.leftOver
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const index = from + i
    if (index >= 0 && index < axis.n) return { index, kind: 'pixel', read: read[index] === 1 }
    if (index < 0 || index < paddedEnd(axis)) return { index, kind: 'padding', read: index < unread }
    return { index, kind: 'none', read: false }
  })
}

/** The whole strip: from the first cell of the padding to the last cell that a drawn window reaches. */
export function stripRange(axis: Axis, measure: Measure): [from: number, to: number] {
  const count = countDrawn(measure)
  const last = count > 0 ? windowAt(axis, count - 1).end : 0
  return [0 - axis.before, Math.max(paddedEnd(axis), last)]
}

/** A row of the drawing: a window, or those between that are left out. */
export type Row =
  | { readonly kind: 'window'; readonly window: WindowPlace }
  | { readonly kind: 'skipped'; readonly from: number; readonly to: number }

/** At most `most` rows: the first ones, a gap, and the last two, which is where things do not fit. */
export function rowsOf(axis: Axis, measure: Measure, most: number): Row[] {
  const count = countDrawn(measure)
  const window = (i: number): Row => ({ kind: 'window', window: windowAt(axis, i) })
  if (count <= most) return Array.from({ length: count }, (_, i) => window(i))
  const head = most - 3
  return [
    ...Array.from({ length: head }, (_, i) => window(i)),
    { kind: 'skipped', from: head + 1, to: count - 2 },
    window(count - 2),
    window(count - 1),
  ]
}

// The digits of π and a filter of ones and zeros: sums that a room can follow.
const DIGITS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4]

/** The number painted in a cell; the padding and what lies beyond it hold 0. */
export const valueAt = (axis: Axis, cell: number): number =>
  cell >= 0 && cell < axis.n ? DIGITS[cell % DIGITS.length] : 0

export const weightAt = (tap: number): number => (tap % 2 === 0 ? 1 : 0)

/** What a window gives: its weighted sum, or for pooling the largest pixel: null where it reads padding alone, which never wins. */
export function windowValue(axis: Axis, window: WindowPlace, kind: 'conv' | 'pool'): number | null {
  const taps = tapsOf(axis, window)
  if (kind === 'conv') return taps.reduce((sum, cell, i) => sum + weightAt(i) * valueAt(axis, cell), 0)
  const pixels = taps.filter((cell) => cell >= 0 && cell < axis.n)
  return pixels.length > 0 ? Math.max(...pixels.map((cell) => valueAt(axis, cell))) : null
}
