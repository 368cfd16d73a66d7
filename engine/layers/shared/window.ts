/** What conv and pool share: a window that slides over rows and columns. */
import type { Window } from '../../kernels/kernels'
import { type Axis, type Fix, measure, type Rounding, type Shape, SpecError } from '../../shape'
import type { Tensor } from '../../tensor'
import type { Text } from '../../text'
import type { Unit } from '../layer'
import type { Padding, PairOrNumber, Sides } from './fields'

export interface Sliding {
  readonly size: PairOrNumber
  readonly stride: PairOrNumber
  readonly pad: Padding
  readonly dilation?: PairOrNumber
  readonly groups?: number
  readonly rounding: Rounding
}

type Pair = readonly [number, number] // [h, w]

export const pairOf = (value: PairOrNumber): Pair => (typeof value === 'number' ? [value, value] : value)

export function sidesOf(pad: Padding): Sides {
  if (typeof pad === 'number') return [pad, pad, pad, pad]
  return pad.length === 2 ? [...pad, ...pad] : pad
}

const windows = new WeakMap<Sliding, Window>()

/** The same object each time: kernels remember what they made of it. */
export function windowOf(layer: Sliding): Window {
  const known = windows.get(layer)
  if (known) return known
  const [top, left] = sidesOf(layer.pad)
  const window = {
    size: pairOf(layer.size),
    stride: pairOf(layer.stride),
    padBefore: [top, left],
    dilation: pairOf(layer.dilation ?? 1),
    groups: layer.groups ?? 1,
  } satisfies Window
  windows.set(layer, window)
  return window
}

/** The two axes of the window, rows first. */
export function axesOf(layer: Sliding, input: Shape): readonly [Axis, Axis] {
  const [top, left, bottom, right] = sidesOf(layer.pad)
  const axis = (i: 0 | 1, n: number, before: number, after: number): Axis => ({
    n,
    f: pairOf(layer.size)[i],
    s: pairOf(layer.stride)[i],
    before,
    after,
    dilation: pairOf(layer.dilation ?? 1)[i],
    rounding: layer.rounding,
  })
  return [axis(0, input.h, top, bottom), axis(1, input.w, left, right)]
}

export const alike = (a: Axis, b: Axis): boolean =>
  a.n === b.n &&
  a.f === b.f &&
  a.s === b.s &&
  a.before === b.before &&
  a.after === b.after &&
  a.dilation === b.dilation

type Symbols = readonly Fix['symbol'][]

/**
 * Rows and columns of the output. Where the axes differ, the sentence of a refusal says which one it is about. `settable`:
 * the numbers that the layer has a field for; no other is offered as a repair.
 */
export function slideBoth(
  layer: Sliding,
  input: Shape,
  settable: Symbols = ['W', 'F', 'S', 'P'],
): { h: number; w: number } {
  const [rows, columns] = axesOf(layer, input)
  if (alike(rows, columns)) {
    const out = slideOne(columns, null, settable)
    return { h: out, w: out }
  }
  return {
    w: slideOne(columns, rows, settable, { en: 'Across the width: ', zh: '宽度方向：' }),
    h: slideOne(rows, columns, settable, { en: 'Down the height: ', zh: '高度方向：' }),
  }
}

function slideOne(
  axis: Axis,
  beside: Axis | null,
  settable: Symbols,
  side: Text = { en: '', zh: '' },
): number {
  const { out, problem } = measure(axis, beside)
  if (!problem) return out
  const { code, values, text, fixes } = problem
  throw new SpecError({
    code,
    values,
    text: { en: `${side.en}${text.en}`, zh: `${side.zh}${text.zh}` },
    fixes: fixes.filter(({ symbol }) => settable.includes(symbol)),
  })
}

/** First row and column of a unit's window on the unpadded input; negative where it begins in the padding. */
export function cornerOf({ stride, padBefore }: Window, { y, x }: Unit): { top: number; left: number } {
  return { top: y * stride[0] - padBefore[0], left: x * stride[1] - padBefore[1] }
}

/** Channel `c` of the first image under the window, row-major; null where it lies in the padding. */
export function cellsUnder(x: Tensor, c: number, window: Window, unit: Unit): (number | null)[] {
  const [, , h, w] = x.shape
  const { top, left } = cornerOf(window, unit)
  const cells: (number | null)[] = []
  for (let i = 0; i < window.size[0]; i++) {
    for (let j = 0; j < window.size[1]; j++) {
      const row = top + i * window.dilation[0]
      const column = left + j * window.dilation[1]
      const inside = row >= 0 && row < h && column >= 0 && column < w
      cells.push(inside ? x.data[(c * h + row) * w + column] : null)
    }
  }
  return cells
}
