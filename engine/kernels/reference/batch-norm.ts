import type { Tensor } from '../../tensor'
import type { BatchNorm, Images } from '../kernels'

/** Calls `number(index)` for every number of channel c in the images. */
function eachOfChannel(
  [, channels, h, w]: readonly number[],
  c: number,
  { from, to }: Images,
  number: (index: number) => void,
): void {
  for (let n = from; n < to; n++) {
    const plane = (n * channels + c) * h * w
    for (let place = 0; place < h * w; place++) number(plane + place)
  }
}

/** Numbers that a channel's statistics are taken of. */
const countOf = ([, , h, w]: readonly number[], { from, to }: Images): number => (to - from) * h * w

/**
 * Mean and variance (divided by the count, not the count less one) of each channel over all images and places. Twice
 * through: Σx² − (Σx)²/n would lose every digit where the mean is large beside the spread.
 */
export function batchStatistics(x: Tensor, mean: Float64Array, variance: Float64Array, images: Images): void {
  const count = countOf(x.shape, images)
  for (let c = 0; c < mean.length; c++) {
    let sum = 0
    eachOfChannel(x.shape, c, images, (i) => {
      sum += x.data[i]
    })
    const centre = sum / count
    let squares = 0
    eachOfChannel(x.shape, c, images, (i) => {
      squares += (x.data[i] - centre) ** 2
    })
    mean[c] = centre
    variance[c] = squares / count
  }
}

/** y = γ·x̂ + β with x̂ = (x − mean)/√(variance + ε) */
export function batchNormForward(x: Tensor, norm: BatchNorm, y: Tensor, images: Images): void {
  const { mean, variance, gamma, beta, epsilon } = norm
  for (let c = 0; c < gamma.length; c++) {
    const spread = Math.sqrt(variance[c] + epsilon)
    eachOfChannel(x.shape, c, images, (i) => {
      y.data[i] = (gamma[c] * (x.data[i] - mean[c])) / spread + beta[c]
    })
  }
}

/**
 * dγ = Σ dy·x̂, dβ = Σ dy. Of a test run, where mean and variance are constants: dx = γ/√(variance + ε) · dy. Where they are those of the
 * very images, every number has moved them, and dx = γ/√(variance + ε) · (dy − mean of dy − x̂ · mean of dy·x̂).
 */
export function batchNormBackward(
  x: Tensor,
  dy: Tensor,
  norm: BatchNorm,
  dGamma: Tensor,
  dBeta: Tensor,
  dx: Tensor | null,
  statistics: 'constant' | 'of the images',
  images: Images,
): void {
  const { mean, variance, gamma, epsilon } = norm
  const count = countOf(x.shape, images)
  for (let c = 0; c < gamma.length; c++) {
    const spread = Math.sqrt(variance[c] + epsilon)
    let [sum, product] = [0, 0]
    eachOfChannel(x.shape, c, images, (i) => {
      sum += dy.data[i]
      product += (dy.data[i] * (x.data[i] - mean[c])) / spread
    })
    dGamma.data[c] += product
    dBeta.data[c] += sum
    if (!dx) continue
    const [meanDy, meanProduct] = statistics === 'constant' ? [0, 0] : [sum / count, product / count]
    eachOfChannel(x.shape, c, images, (i) => {
      const normal = (x.data[i] - mean[c]) / spread
      dx.data[i] += (gamma[c] / spread) * (dy.data[i] - meanDy - normal * meanProduct)
    })
  }
}
