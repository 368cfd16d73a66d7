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
  readonly points: number // (taps + 1)²
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
 * What four tiles cost besides their products, in vectors multiplied and added: their transform, for each channel that is read, and the
 * way back or the transform of dY, for each filter; and once, for each pair of them, the transform of the filters (per call) or the way
 * back of their gradients (per image). Measured.
 */
const costs = {
  3: { input: 70, output: 80, upstream: 40, filters: 8, gradients: 8 },
  5: { input: 300, output: 200, upstream: 250, filters: 20, gradients: 16 },
} as const

/** What a product of the gradient of filters costs: both of its factors are loaded. */
const CORRELATED = 1.5

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

/** Of dW: both volumes are at points, and the filters come back from there. */
export const paramsWinograd = remembered((x, dy, window) => {
  const tiled = tilesOf(x, dy, window)
  if (!tiled) return null
  const { taps, points, channels, filters, tileRows, vectors, direct } = tiled
  const products = channels * filters
  const { input, upstream, gradients } = costs[taps]
  const eachVector = CORRELATED * points * products + input * channels + upstream * filters
  if (tileRows * vectors * eachVector + gradients * products >= direct) return null

  const rows = Math.min(tileRows, Math.max(1, Math.floor(MOST_VECTORS / vectors)))
  const pairs = Math.ceil((rows * vectors) / 2)
  const images = rows < tileRows ? 1 : Math.max(1, Math.min(IMAGES, Math.floor(MOST_VECTORS / (2 * pairs))))
  const [top, left] = window.padBefore
  const sheet = sheetOf(tiled, channels, { top, left }, taps - 1)
  const upstreamSheet = sheetOf(tiled, filters, { top: 0, left: 0 }, 0)
  /** With channels and filters that make a last tile of `correlatePoints` whole. */
  const room = { channels: channels + (channels % 2), filters: multipleOf4(filters) }
  const steps = {
    input: stepOf(images * room.channels * pairs * 8),
    upstream: stepOf(images * room.filters * pairs * 8),
    sums: stepOf(room.filters * room.channels * 4),
  }
  return {
    ...tiled,
    rows,
    pairs,
    images,
    room,
    sheet,
    upstreamSheet,
    filling: fillingOf(sheet, x.shape[2], x.shape[3]),
    upstreamFilling: fillingOf(upstreamSheet, dy.shape[2], dy.shape[3]),
    steps,
    /** In numbers: both sheets; x, dY and sums at all points; which weights are packed, packed gradients. */
    lengths: [
      sheetLength(sheet),
      sheetLength(upstreamSheet),
      ...[steps.input, steps.upstream, steps.sums].map((step) => (points * step) / 4),
      channels * taps * taps,
      room.filters * channels * taps * taps,
    ],
  }
})

/** Images after which the sums come back from the points: cut a batch at multiples of so many and the bits agree. */
export const IMAGES = 4

/** The tiles of `written`; null where its filters are none of 3 × 3 or 5 × 5 at stride 1. */
function tilesOf(read: Sized, written: Sized, { size, stride, dilation, groups }: Window) {
  const [taps] = size
  if (size[1] !== taps || (taps !== 3 && taps !== 5)) return null
  if (stride[0] * stride[1] * dilation[0] * dilation[1] > 1) return null
  const [channels, filters] = [read.shape[1] / groups, written.shape[1] / groups]
  const [, , height, width] = written.shape
  return {
    taps,
    points: (taps + 1) ** 2,
    channels,
    filters,
    height,
    width,
    tileRows: Math.ceil(height / 2),
    vectors: Math.ceil(width / 8),
    /** Vectors multiplied and added tap by tap. */
    direct: taps * taps * channels * filters * height * Math.ceil(width / 4),
  } as const
}

type Tiled = NonNullable<ReturnType<typeof tilesOf>>

/** A volume as far as the tiles reach, and `beyond`. */
const sheetOf = ({ tileRows, vectors }: Tiled, channels: number, corner: Corner, beyond: number): Sheet =>
  spread({
    channels,
    ...corner,
    stride: [1, 1],
    rows: 2 * tileRows + beyond,
    pitch: 8 * vectors + beyond,
  })

/** What `written` is made of by filters of 3 × 3 or 5 × 5. */
function winogradOf(read: Sized, written: Sized, window: Window, corner: Corner): Winograd | null {
  const tiled = tilesOf(read, written, window)
  if (!tiled) return null
  const { taps, points, channels, filters, tileRows, vectors, direct } = tiled
  const products = channels * filters
  const cost = costs[taps]
  const eachVector = points * products + cost.input * channels + cost.output * filters
  if (tileRows * vectors * eachVector + cost.filters * products >= direct) return null

  const rows = Math.min(tileRows, Math.max(1, Math.floor(MOST_VECTORS / vectors)))
  const pairs = Math.ceil((rows * vectors) / 2)
  const sheet = sheetOf(tiled, channels, corner, taps - 1)
  const packed = multipleOf4(filters) * channels
  const steps = {
    input: stepOf(channels * pairs * 8),
    filters: stepOf(packed),
    output: stepOf(multipleOf4(filters) * pairs * 8),
  }
  return {
    ...tiled,
    sheet,
    filling: fillingOf(sheet, read.shape[2], read.shape[3]),
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
