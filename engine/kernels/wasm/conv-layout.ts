import type { Sized } from '../../tensor'
import type { Window } from '../kernels'
import { type Axis, type Runs, runCount, runsOf } from './runs'
import { bytes, cellOf, crowds, multipleOf4, pictureSheet, type Sheet, sheetLength, spread } from './sheet'
import { joined, type Rows, vectorsOf } from './vectors'

/** Planes of so few pixels are summed four images at a time, so that the lanes of a sum are added up less often. */
const FEW = 256

/** How one group of a convolution lies in the memory: the same for every call of a layer. */
export interface ConvLayout {
  readonly sheet: Sheet
  /** The sheet is the picture itself, where it lies. */
  readonly inPlace: boolean
  readonly rows: Rows
  readonly vectors: number
  readonly taps: number
  readonly perGroup: number // filters
}

/** Windows that stay on the picture, at stride 1. */
function staysInside(x: Sized, y: Sized, { size, stride, padBefore, dilation }: Window): boolean {
  const fits = (axis: 0 | 1): boolean =>
    stride[axis] === 1 &&
    padBefore[axis] === 0 &&
    y.shape[2 + axis] + (size[axis] - 1) * dilation[axis] <= x.shape[2 + axis]
  return fits(0) && fits(1)
}

/** The part of the padded input that the windows read, with rows of windows made up to a multiple of four. */
function borderedSheet(x: Sized, y: Sized, { size, stride, padBefore, dilation, groups }: Window): Sheet {
  const beyond = (axis: 0 | 1): number => Math.floor(((size[axis] - 1) * dilation[axis]) / stride[axis])
  return spread({
    channels: x.shape[1] / groups,
    top: padBefore[0],
    left: padBefore[1],
    stride,
    rows: y.shape[2] + beyond(0),
    pitch: multipleOf4(y.shape[3]) + beyond(1),
  })
}

function layoutOn(sheet: Sheet, inPlace: boolean, y: Sized, { size, groups }: Window): ConvLayout {
  const [, filters, oh, ow] = y.shape
  const rows = joined({ rows: oh, columns: ow, pitch: sheet.pitch })
  const taps = sheet.channels * size[0] * size[1]
  return { sheet, inPlace, rows, vectors: vectorsOf(rows), taps, perGroup: filters / groups }
}

function layoutOf(x: Sized, y: Sized, window: Window): ConvLayout {
  const [, c, h, w] = x.shape
  const picture = pictureSheet(c / window.groups, h, w)
  const inPlace = staysInside(x, y, window) && !crowds(picture)
  const sheet = inPlace ? picture : borderedSheet(x, y, window)
  return layoutOn(sheet, inPlace, y, window)
}

/** In numbers: the sheet, tables of pixels, places, runs and weights, packed filters, biases of 0. */
export function forwardLayout(x: Sized, y: Sized, window: Window) {
  const layout = layoutOf(x, y, window)
  const { sheet, inPlace, vectors, taps, perGroup } = layout
  const source = inPlace ? 0 : sheetLength(sheet)
  const made = multipleOf4(perGroup)
  const runs = tapsInRuns(sheet, window)
  const lengths = [source, vectors, vectors + 1, runCount(runs), taps, made * taps, made]
  return { ...layout, source, runs, lengths }
}

/** The taps of a filter `[c][fh][fw]`. */
export function tapsInRuns(sheet: Sheet, { size, stride, dilation }: Window): Runs {
  const axis = (count: number, cell: (i: number) => number, weights: number): Axis => ({
    count,
    term: (i) => ({ cell: cell(i), weight: i * weights }),
  })
  return runsOf(
    axis(sheet.channels, (c) => cellOf(sheet, c, 0, 0), size[0] * size[1]),
    axis(size[0], (ky) => cellOf(sheet, 0, ky * dilation[0], 0), size[1]),
    axis(size[1], (kx) => cellOf(sheet, 0, 0, kx * dilation[1]), 1),
    stride[1] > 1,
  )
}

/**
 * The same for the gradient of the filters: sheets of so many images, and their dY where its rows are to be made up to a multiple of
 * four (with zeros, for they are summed over).
 */
export function paramsLayout(x: Sized, y: Sized, window: Window) {
  const natural = layoutOf(x, y, window)
  const whole = natural.rows.rows === 1 || natural.rows.columns % 4 === 0
  const layout = whole ? natural : layoutOn(borderedSheet(x, y, window), false, y, window)
  const { sheet, inPlace, rows, vectors, taps, perGroup } = layout
  const images = rows.rows * rows.columns > FEW ? 1 : 4
  const source = inPlace ? 0 : sheetLength(sheet)
  const upstream = whole ? 0 : perGroup * vectors * 4
  const sums = multipleOf4(perGroup) * taps
  return {
    ...layout,
    images,
    source,
    upstream,
    tail: rows.rows === 1 ? rows.columns % 4 : 0,
    lengths: [source * images, upstream * images, vectors, vectors + 1, taps, taps, sums],
  }
}

/** For each tap `[c][fh][fw]` how far it is from its pixel. */
export function writeTaps(i32: Int32Array, table: number, sheet: Sheet, { size, dilation }: Window): void {
  let i = table / 4
  for (let c = 0; c < sheet.channels; c++) {
    for (let ky = 0; ky < size[0]; ky++) {
      for (let kx = 0; kx < size[1]; kx++) {
        i32[i++] = bytes(cellOf(sheet, c, ky * dilation[0], kx * dilation[1]))
      }
    }
  }
}

/** `count` numbers that lie `step` apart. */
export function writeSteps(i32: Int32Array, table: number, count: number, step: number): void {
  for (let i = 0; i < count; i++) i32[table / 4 + i] = bytes(i * step)
}

/** Which rows (axis 0) or columns of a sheet that is sorted by the stride the taps of a window read. */
export const readBy =
  ({ size, stride, dilation }: Window) =>
  (axis: 0 | 1, phase: number): boolean =>
    Array.from({ length: size[axis] }, (_, k) => (k * dilation[axis]) % stride[axis]).includes(phase)
