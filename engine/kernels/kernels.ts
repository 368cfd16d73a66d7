/**
 * The few loops worth compiling, as one interface: `reference.ts` is to be read, the others are checked against it.
 *
 * Tensors are dense and planar (`[n][c][h][w]`). `from` and `to` bound the images of the batch. Backward kernels ADD; those that are told
 * that dx is `fresh`, so that nothing is there to add to, write.
 */
import type { Update } from '../plan/optimisers'
import { lengthOf, type Numbers, type Tensor } from '../tensor'
import type { Memory } from './memory'

/** To be read (float64 too), tiled for float32, compiled with SIMD for float32. */
export type KernelSetName = 'reference' | 'typescript' | 'wasm'

/** Per axis `[h, w]`. */
export interface Window {
  readonly size: readonly [number, number]
  readonly stride: readonly [number, number]
  readonly padBefore: readonly [number, number] // top, left
  readonly dilation: readonly [number, number]
  readonly groups: number
}

export interface Images {
  readonly from: number
  readonly to: number
}

/** Of local response normalisation: y = x / (k + α/n · Σ x²)^β over n neighbouring channels. */
export interface Neighbours {
  readonly size: number // n
  readonly alpha: number
  readonly beta: number
  readonly k: number
}

/** y = outer·tanh(inner·x). */
export interface Tanh {
  readonly outer: number
  readonly inner: number
}

/** Of batch normalisation: one number of each per channel. */
export interface BatchNorm {
  readonly mean: Numbers
  readonly variance: Numbers
  readonly gamma: Numbers
  readonly beta: Numbers
  readonly epsilon: number
}

/** Parameters that an update rule moves: numbers `from` … `to − 1` of each array. */
export interface MovedRange {
  readonly values: Numbers // x
  readonly gradients: Numbers // g, without the L2 term
  /** What the rule remembers: number i of parameter i, a second one at `second + i`. */
  readonly state: Numbers
  readonly second: number
  readonly from: number
  readonly to: number
  /** λ, added to the gradient as λx; 0 where nothing decays. */
  readonly l2: number
  readonly write: boolean
}

/** Of max pooling: the first NaN wins, so that a broken run is seen, not hidden; among numbers the first of the largest. */
export const wins = (value: number, best: number): boolean =>
  value > best || (Number.isNaN(value) && !Number.isNaN(best))

/** How fast a set is, roughly: by this a pass is cut into pieces of a few milliseconds. */
export interface Pace {
  /** Multiply-accumulates of about 3 ms. */
  readonly macsPerPiece: number
  /** What moving one number costs beside one multiply-accumulate. */
  readonly macsPerNumber: number
  /** Images that a reading of a layer's weights serves at least, in `LayerType.readsWeightsByPiece`. */
  readonly imagesPerReading: { readonly forward: number; readonly backward: number }
}

/** Of average pooling, per axis: the cells `[first, end)` that the divisor counts, on the unpadded input. */
export interface Counted {
  readonly rows: readonly [number, number]
  readonly columns: readonly [number, number]
}

/** Zeros, to be added to. */
export function clear({ shape, data }: Tensor, { from, to }: Images): void {
  const size = lengthOf(shape.slice(1))
  data.fill(0, from * size, to * size)
}

/** Cells of a window from `start` on that lie in `[first, end)`. */
export const overlap = (start: number, size: number, first: number, end: number): number =>
  Math.min(start + size, end) - Math.max(start, first)

export interface Kernels {
  readonly name: KernelSetName
  readonly pace: Pace
  /** Where its tensors should live. Others are taken, too; a set with a memory of its own copies them in and back. */
  readonly memory: Memory
  convForward(
    x: Tensor,
    weights: Tensor,
    biases: Tensor | null,
    y: Tensor,
    window: Window,
    images: Images,
  ): void
  /** The same as a sum over the taps, where `convForward` may take another way: to compare the two. */
  readonly convForwardByTaps?: Kernels['convForward']
  convBackwardInput(
    dy: Tensor,
    weights: Tensor,
    dx: Tensor,
    window: Window,
    images: Images,
    fresh?: boolean,
  ): void
  convBackwardParams(
    x: Tensor,
    dy: Tensor,
    dWeights: Tensor,
    dBiases: Tensor | null,
    window: Window,
    images: Images,
  ): void
  /** Weights `[oh][ow][out][in/groups][fh][fw]`, biases `[out][oh][ow]`: filters that no two places share. */
  localForward(
    x: Tensor,
    weights: Tensor,
    biases: Tensor | null,
    y: Tensor,
    window: Window,
    images: Images,
  ): void
  localBackwardInput(dy: Tensor, weights: Tensor, dx: Tensor, window: Window, images: Images): void
  localBackwardParams(
    x: Tensor,
    dy: Tensor,
    dWeights: Tensor,
    dBiases: Tensor | null,
    window: Window,
    images: Images,
  ): void
  fcForward(x: Tensor, weights: Tensor, biases: Tensor | null, y: Tensor, images: Images): void
  fcBackwardInput(dy: Tensor, weights: Tensor, dx: Tensor, images: Images, fresh?: boolean): void
  fcBackwardParams(x: Tensor, dy: Tensor, dWeights: Tensor, dBiases: Tensor | null, images: Images): void
  /** `switches[i]`: flat index of the winner in its unpadded plane, one per output number. */
  maxPoolForward(x: Tensor, y: Tensor, switches: Int32Array, window: Window, images: Images): void
  maxPoolBackward(
    dy: Tensor,
    switches: Int32Array,
    dx: Tensor,
    window: Window,
    images: Images,
    fresh?: boolean,
  ): void
  /** The sum of the window, divided by those of its cells that are `counted`. */
  avgPoolForward(x: Tensor, y: Tensor, window: Window, counted: Counted, images: Images): void
  avgPoolBackward(dy: Tensor, dx: Tensor, window: Window, counted: Counted, images: Images): void
  /** √Σx² over the window. */
  l2PoolForward(x: Tensor, y: Tensor, window: Window, images: Images): void
  /** Gradient 0 where y = 0. */
  l2PoolBackward(x: Tensor, y: Tensor, dy: Tensor, dx: Tensor, window: Window, images: Images): void
  reluForward(x: Tensor, y: Tensor, images: Images): void
  /** Gradient 0 where y = 0. A NaN passes in both, so that a broken run is seen, not hidden. */
  reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images, fresh?: boolean): void
  /** y = x above 0, slope·x elsewhere. */
  leakyReluForward(x: Tensor, y: Tensor, slope: number, images: Images): void
  leakyReluBackward(x: Tensor, dy: Tensor, dx: Tensor, slope: number, images: Images): void
  tanhForward(x: Tensor, y: Tensor, tanh: Tanh, images: Images): void
  tanhBackward(y: Tensor, dy: Tensor, dx: Tensor, tanh: Tanh, images: Images): void
  sigmoidForward(x: Tensor, y: Tensor, images: Images): void
  sigmoidBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void
  /** Over the channels of each place. */
  softmaxForward(x: Tensor, y: Tensor, images: Images): void
  softmaxBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void
  /** `stays`: 1 or 0 for each number of x. */
  dropoutForward(x: Tensor, stays: Int32Array, y: Tensor, rate: number, images: Images): void
  dropoutBackward(dy: Tensor, stays: Int32Array, dx: Tensor, rate: number, images: Images): void
  /** to[toStart + i] += from[fromStart + i] for `count` numbers: how gradients of copied numbers add up. */
  accumulate(from: Numbers, fromStart: number, to: Numbers, toStart: number, count: number): void
  /** `bases`: as large as y; what x is divided by a power of, kept for backward. */
  lrnForward(x: Tensor, y: Tensor, bases: Numbers, lrn: Neighbours, images: Images): void
  lrnBackward(
    x: Tensor,
    y: Tensor,
    bases: Numbers,
    dy: Tensor,
    dx: Tensor,
    lrn: Neighbours,
    images: Images,
  ): void
  /** Writes mean and biased variance of each channel over the images. */
  batchStatistics(x: Tensor, mean: Float64Array, variance: Float64Array, images: Images): void
  batchNormForward(x: Tensor, norm: BatchNorm, y: Tensor, images: Images): void
  /**
   * `statistics`: whether mean and variance are constants (a test run) or those of the very images (training). dx: null where nobody
   * needs it.
   */
  batchNormBackward(
    x: Tensor,
    dy: Tensor,
    norm: BatchNorm,
    dGamma: Tensor,
    dBeta: Tensor,
    dx: Tensor | null,
    statistics: 'constant' | 'of the images',
    images: Images,
  ): void
  /**
   * One step of an update rule; `count`: of how many, this one included. Gives a number that is finite if and only if all that it
   * would write is; it writes when told to.
   */
  move(update: Update, range: MovedRange, count: number): number
}
