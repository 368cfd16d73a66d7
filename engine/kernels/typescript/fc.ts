import type { Tensor } from '../../tensor'
import { clear, type Images } from '../kernels'
import { addRows4, dot4x2, sums } from './rows'

/**
 * Fully connected layers are limited by reading the weights, so each weight read serves two images, and each number of
 * the input four units.
 */
export function fcForward(
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  images: Images,
): void {
  const [units, inputs] = weights.shape
  const xs = x.data as Float32Array
  const ws = weights.data as Float32Array
  const out = y.data as Float32Array
  for (let n = images.from; n < images.to; n += 2) {
    const second = n + 1 < images.to ? n + 1 : n
    for (let u = 0; u < units; u += 4) {
      dot4x2(xs, n * inputs, second * inputs, ws, u, units - 1, inputs)
      for (let k = 0; k < 4 && u + k < units; k++) {
        const bias = biases ? biases.data[u + k] : 0
        out[n * units + u + k] = bias + sums[2 * k]
        out[second * units + u + k] = bias + sums[2 * k + 1]
      }
    }
  }
}

/** dx[n][i] += Σ_u dy[n][u] · W[u][i], four units at a time. */
export function fcBackwardInput(
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
  const [units, inputs] = weights.shape
  const ws = weights.data as Float32Array
  const out = dx.data as Float32Array
  for (let n = images.from; n < images.to; n++) {
    for (let u = 0; u < units; u += 4) {
      const g = (k: number) => (u + k < units ? dy.data[n * units + u + k] : 0)
      const row = (k: number) => Math.min(u + k, units - 1) * inputs
      addRows4(out, n * inputs, ws, row(0), row(1), row(2), row(3), g(0), g(1), g(2), g(3), inputs)
    }
  }
}

/** dW[u][i] += Σ_n dy[n][u] · x[n][i], four images at a time: cut a batch at multiples of four and the bits agree. */
export function fcBackwardParams(
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  images: Images,
): void {
  const [units, inputs] = dWeights.shape
  const xs = x.data as Float32Array
  const out = dWeights.data as Float32Array
  for (let n = images.from; n < images.to; n += 4) {
    for (let u = 0; u < units; u++) {
      const g = (k: number) => (n + k < images.to ? dy.data[(n + k) * units + u] : 0)
      const row = (k: number) => Math.min(n + k, images.to - 1) * inputs
      addRows4(out, u * inputs, xs, row(0), row(1), row(2), row(3), g(0), g(1), g(2), g(3), inputs)
      if (dBiases) dBiases.data[u] += g(0) + g(1) + g(2) + g(3)
    }
  }
}
