import type { Counted, Window } from '../../../engine/kernels/kernels'
import { createRandom, type Random } from '../../../engine/random'
import { lengthOf, type Precision, type Tensor } from '../../../engine/tensor'

export interface ConvCase {
  readonly x: readonly number[]
  readonly weights: readonly number[]
  readonly y: readonly number[]
  readonly window: Window
  readonly biases: boolean
}

const outputs = (n: number, f: number, s: number, before: number, after: number, d: number): number =>
  Math.floor((n + before + after - (f - 1) * d - 1) / s) + 1

/** A convolution of random size: odd sizes, one channel, one pixel, borders, strides, dilation, groups all come up. */
export function randomConv(random: Random): ConvCase {
  const between = (from: number, to: number) => from + random.below(to - from + 1)
  for (;;) {
    const groups = random.below(4) === 0 ? between(2, 3) : 1
    const channels = between(1, 5)
    const size = [between(1, 5), between(1, 5)] as const
    const [mostStride, mostDilation] = random.below(3) === 0 ? [1, 1] : [4, 2] // dense ones have loops of their own
    const dilation = [between(1, mostDilation), between(1, mostDilation)] as const
    const stride = [between(1, mostStride), between(1, mostStride)] as const
    const padBefore = [between(0, 3), between(0, 3)] as const
    const after = [between(0, 3), between(0, 3)] as const
    const [h, w] = [between(1, 11), between(1, 11)]
    const oh = outputs(h, size[0], stride[0], padBefore[0], after[0], dilation[0])
    const ow = outputs(w, size[1], stride[1], padBefore[1], after[1], dilation[1])
    if (oh < 1 || ow < 1) continue
    const images = between(1, 5)
    const filters = groups * between(1, 6)
    return {
      x: [images, groups * channels, h, w],
      weights: [filters, channels, ...size],
      y: [images, filters, oh, ow],
      window: { size, stride, padBefore, dilation, groups },
      biases: random.below(3) > 0,
    }
  }
}

/** A convolution of 3 × 3 or 5 × 5 with channels enough for Winograd's filtering: odd sizes, borders narrow, wide and lopsided, groups. */
export function randomDense(random: Random): ConvCase {
  const between = (from: number, to: number) => from + random.below(to - from + 1)
  const taps = random.below(2) === 0 ? 3 : 5
  const groups = random.below(4) === 0 ? 2 : 1
  const [channels, filters] = [between(11, 16), groups * between(11, 18)]
  const padBefore = [between(0, taps), between(0, taps)] as const
  const [h, w] = [between(taps, 13), between(taps, 21)]
  const [oh, ow] = [h + padBefore[0] + between(0, 2) - taps + 1, w + padBefore[1] + between(0, 2) - taps + 1]
  const images = between(1, 3)
  return {
    x: [images, groups * channels, h, w],
    weights: [filters, channels, taps, taps],
    y: [images, filters, oh, ow],
    window: { size: [taps, taps], stride: [1, 1], padBefore, dilation: [1, 1], groups },
    biases: random.below(3) > 0,
  }
}

export interface PoolCase {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly window: Window
  readonly counted: Counted
}

const HALVING = { size: [2, 2], stride: [2, 2], padBefore: [0, 0], dilation: [1, 1], groups: 1 } as const

/** Windows of 2 × 2 that leave nothing over, a multiple of four in a row. */
export function halving(random: Random): Pick<PoolCase, 'x' | 'y' | 'window'> {
  const [images, channels, oh] = [1 + random.below(3), 1 + random.below(3), 1 + random.below(5)]
  const ow = 4 + 4 * random.below(3)
  return { x: [images, channels, 2 * oh, 2 * ow], y: [images, channels, oh, ow], window: HALVING }
}

/** Pooling of random size in which every window reads the picture; half of the cases halve both sides of it. */
export function randomPool(random: Random): PoolCase {
  for (;;) {
    const { x, y, window } = randomConv(random)
    const [images, channels, h, w] = x
    if (random.below(2) === 0 && h > 1 && w > 1) {
      const counted = { rows: [0, h], columns: [0, w] } as const
      return { x, y: [images, channels, h >> 1, w >> 1], window: HALVING, counted }
    }
    const { size, stride, padBefore, dilation } = window
    const blind = (axis: 0 | 1) =>
      size[axis] <= padBefore[axis] || (y[2 + axis] - 1) * stride[axis] - padBefore[axis] >= x[2 + axis]
    if (dilation[0] * dilation[1] > 1 || blind(0) || blind(1)) continue
    const far = random.below(2) * 2 // of the padding: the last windows hang over it or not
    const [top, left] = padBefore
    const counted: Counted =
      random.below(2) === 0
        ? { rows: [0, h], columns: [0, w] }
        : { rows: [-top, h + far], columns: [-left, w + far] }
    return { x, y: [images, channels, y[2], y[3]], window: { ...window, groups: 1 }, counted }
  }
}

export function randomTensor(shape: readonly number[], random: Random, precision: Precision): Tensor {
  const values = Array.from({ length: lengthOf(shape) }, () => Math.fround(random.normal()))
  return { shape, data: precision === 'float64' ? Float64Array.from(values) : Float32Array.from(values) }
}

export const asFloat64 = ({ shape, data }: Tensor): Tensor => ({ shape, data: Float64Array.from(data) })
export const absolute = ({ shape, data }: Tensor): Tensor => ({
  shape,
  data: Float64Array.from(data, Math.abs),
})

/** A random case from a seed that a failing test names. */
export const seeded = (seed: number): Random => createRandom(seed)
