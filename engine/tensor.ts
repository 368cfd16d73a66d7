/**
 * Numbers with a shape, row-major.
 *
 * Activations are always rank 4, planar: `[n][c][h][w]` (a fully connected layer gives `[n][units][1][1]`).
 * Filters are `[out][in/groups][fh][fw]`, weights of a fully connected layer `[out][in]`.
 */
export type Numbers = Float32Array | Float64Array

/** Numbers with a shape: `data` is as long as the product of `shape`, the last axis the fastest. */
export interface Tensor {
  readonly shape: readonly number[]
  readonly data: Numbers
}

/** What has a shape; its numbers are not asked for. */
export type Sized = Pick<Tensor, 'shape'>

/** Of numbers in memory: 4 bytes or 8. */
export type Precision = 'float32' | 'float64'

export const lengthOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

export const precisionOf = ({ data }: Pick<Tensor, 'data'>): Precision =>
  data instanceof Float64Array ? 'float64' : 'float32'

export const allocate = (length: number, precision: Precision): Numbers =>
  precision === 'float64' ? new Float64Array(length) : new Float32Array(length)

/** A tensor of zeros, in float32 where nothing else is asked for. */
export const zeros = (shape: readonly number[], precision: Precision = 'float32'): Tensor => ({
  shape,
  data: allocate(lengthOf(shape), precision),
})
