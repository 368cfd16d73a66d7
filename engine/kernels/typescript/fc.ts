import type { Tensor } from '../../tensor'
import type { Images } from '../kernels'

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

const sums = new Float64Array(8)

/**
 * sums[2k + image]: four rows of W (the last one again where there are fewer), two images. `tile4x2` of `gather.ts` without its
 * tables of offsets and its packing, which would cost more than the products here: each weight is read once.
 */
function dot4x2(
  xs: Float32Array,
  at0: number,
  at1: number,
  ws: Float32Array,
  unit: number,
  lastUnit: number,
  inputs: number,
): void {
  const r0 = unit * inputs
  const r1 = Math.min(unit + 1, lastUnit) * inputs
  const r2 = Math.min(unit + 2, lastUnit) * inputs
  const r3 = Math.min(unit + 3, lastUnit) * inputs
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let s5 = 0
  let s6 = 0
  let s7 = 0
  for (let i = 0; i < inputs; i++) {
    const a = xs[at0 + i]
    const b = xs[at1 + i]
    const w0 = ws[r0 + i]
    const w1 = ws[r1 + i]
    const w2 = ws[r2 + i]
    const w3 = ws[r3 + i]
    s0 += w0 * a
    s1 += w0 * b
    s2 += w1 * a
    s3 += w1 * b
    s4 += w2 * a
    s5 += w2 * b
    s6 += w3 * a
    s7 += w3 * b
  }
  sums[0] = s0
  sums[1] = s1
  sums[2] = s2
  sums[3] = s3
  sums[4] = s4
  sums[5] = s5
  sums[6] = s6
  sums[7] = s7
}

/** dx[n][i] += Σ_u dy[n][u] · W[u][i], four units at a time. */
export function fcBackwardInput(dy: Tensor, weights: Tensor, dx: Tensor, images: Images): void {
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

/** out[i] += g0·rows[r0 + i] + … : a row that is not there comes with the factor 0. */
function addRows4(
  out: Float32Array,
  outAt: number,
  rows: Float32Array,
  r0: number,
  r1: number,
  r2: number,
  r3: number,
  g0: number,
  g1: number,
  g2: number,
  g3: number,
  length: number,
): void {
  if (g0 === 0 && g1 === 0 && g2 === 0 && g3 === 0) return // after a ReLU most gradients are
  for (let i = 0; i < length; i++) {
    out[outAt + i] += g0 * rows[r0 + i] + g1 * rows[r1 + i] + g2 * rows[r2 + i] + g3 * rows[r3 + i]
  }
}
