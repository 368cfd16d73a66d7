/**
 * Numbers with a shape, row-major.
 *
 * Activations are always rank 4, planar: `[n][c][h][w]` (a fully connected layer gives `[n][units][1][1]`).
 * Filters are `[out][in/groups][fh][fw]`, weights of a fully connected layer `[out][in]`.
 */
export type Numbers = Float32Array | Float64Array

export interface Tensor {
  readonly shape: readonly number[]
  readonly data: Numbers
}

export type Precision = 'float32' | 'float64'

export const lengthOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

export function zeros(shape: readonly number[], precision: Precision = 'float32'): Tensor {
  const length = lengthOf(shape)
  return { shape, data: precision === 'float64' ? new Float64Array(length) : new Float32Array(length) }
}
