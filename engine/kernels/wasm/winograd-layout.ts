import type { Sized } from '../../tensor'
import type { Window } from '../kernels'
import { remembered } from './prepared'
import { bytes, type Filling, fillingOf, multipleOf4, type Sheet, sheetLength, spread } from './sheet'

/**
 * A convolution at stride 1 by Winograd's minimal filtering (`assembly/winograd`): what one group of it reads and writes, forward or back
 * to the input. The sums of a result are taken in another order and with other factors than tap by tap, and agree to float32.
 */
export interface Winograd {
  readonly taps: 3 | 5
  /** The volume that is read, with a border, as far as the tiles reach. */
  readonly sheet: Sheet
  readonly filling: Filling
  readonly channels: number // read
  readonly filters: number // written
  readonly height: number // of a result
  readonly width: number
  readonly vectors: number // of four tiles, in a row
  /** Rows of tiles whose numbers at all points lie in the second cache at once. */
  readonly rows: number
  /** Bytes from point to point. */
  readonly steps: { readonly input: number; readonly filters: number; readonly output: number }
  /** In numbers: the sheet, which weights are packed, packed filters; filters, tiles and results at all points; biases of 0. */
  readonly lengths: readonly number[]
}

/** Bytes of a line of a cache. */
const LINE = 64

/** Vectors whose tiles are at their points at once. */
const MOST_VECTORS = 16

/**
 * What a tile costs besides its products, in vectors multiplied and added: its transform, for each channel that is read, and the way
 * back, for each filter; and once per call the filters, for each weight of one tap. Measured.
 */
const costs = {
  3: { input: 70, output: 80, filters: 8 },
  5: { input: 300, output: 200, filters: 20 },
} as const

/** Where `read` lies under the windows: the numbers of padding above it and left of it. */
interface Corner {
  readonly top: number
  readonly left: number
}

/** Of a forward pass; null where tap by tap is faster, or the only way. */
export const forwardWinograd = remembered((x, y, window) => {
  const [top, left] = window.padBefore
  return winogradOf(x, y, window, { top, left })
})

/** Of dX: dY is read with the border under which the flipped filters reach it. */
export const inputWinograd = remembered((dx, dy, window) => {
  const [top, left] = window.size.map((taps, axis) => taps - 1 - window.padBefore[axis])
  return winogradOf(dy, dx, window, { top, left })
})

/** What `written` is made of by filters of 3 × 3 or 5 × 5. */
function winogradOf(read: Sized, written: Sized, window: Window, corner: Corner): Winograd | null {
  const { size, stride, dilation, groups } = window
  const [taps] = size
  if (size[1] !== taps || (taps !== 3 && taps !== 5)) return null
  if (stride[0] * stride[1] * dilation[0] * dilation[1] > 1) return null
  const [channels, filters] = [read.shape[1] / groups, written.shape[1] / groups]
  const [, , height, width] = written.shape
  const tiles = { rows: Math.ceil(height / 2), vectors: Math.ceil(width / 8) }
  const points = (taps + 1) ** 2
  const products = channels * filters
  const cost = costs[taps]
  const eachVector = points * products + cost.input * channels + cost.output * filters
  const minimal = tiles.rows * tiles.vectors * eachVector + cost.filters * products
  const direct = taps * taps * products * height * Math.ceil(width / 4)
  if (minimal >= direct) return null

  const rows = Math.min(tiles.rows, Math.max(1, Math.floor(MOST_VECTORS / tiles.vectors)))
  const pairs = Math.ceil((rows * tiles.vectors) / 2)
  const sheet = spread({
    channels,
    ...corner,
    stride: [1, 1],
    rows: 2 * tiles.rows + taps - 1,
    pitch: 8 * tiles.vectors + taps - 1,
  })
  const packed = multipleOf4(filters) * channels
  const steps = {
    input: stepOf(channels * pairs * 8),
    filters: stepOf(packed),
    output: stepOf(multipleOf4(filters) * pairs * 8),
  }
  return {
    taps,
    sheet,
    filling: fillingOf(sheet, read.shape[2], read.shape[3]),
    channels,
    filters,
    height,
    width,
    vectors: tiles.vectors,
    rows,
    steps,
    lengths: [
      sheetLength(sheet),
      channels * taps * taps,
      packed * taps * taps,
      ...[steps.filters, steps.input, steps.output].map((step) => (points * step) / 4),
      filters,
    ],
  }
}

/** Bytes of so many numbers in an odd number of lines: the same number at all points would otherwise share a set of the cache. */
const stepOf = (numbers: number): number => (Math.ceil(bytes(numbers) / LINE) | 1) * LINE
