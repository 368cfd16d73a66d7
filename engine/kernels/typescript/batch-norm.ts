import type { Tensor } from '../../tensor'
import type { BatchNorm, Images } from '../kernels'

/** Twice through, in doubles, as in the reference; sums are taken plane by plane. */
export function batchStatistics(x: Tensor, mean: Float64Array, variance: Float64Array, images: Images): void {
  const xs = x.data as Float32Array
  const [, channels, h, w] = x.shape
  const count = (images.to - images.from) * h * w
  for (let c = 0; c < channels; c++) {
    let sum = 0
    for (let n = images.from; n < images.to; n++) sum += sumOfPlane(xs, (n * channels + c) * h * w, h * w)
    const centre = sum / count
    let squares = 0
    for (let n = images.from; n < images.to; n++) {
      squares += squaresOfPlane(xs, (n * channels + c) * h * w, h * w, centre)
    }
    mean[c] = centre
    variance[c] = squares / count
  }
}

function sumOfPlane(xs: Float32Array, start: number, length: number): number {
  let sum = 0
  for (let i = start; i < start + length; i++) sum += xs[i]
  return sum
}

function squaresOfPlane(xs: Float32Array, start: number, length: number, centre: number): number {
  let sum = 0
  for (let i = start; i < start + length; i++) {
    const away = xs[i] - centre
    sum += away * away
  }
  return sum
}

/** y = scale·(x − mean) + β: the mean is taken off first, for x and mean may be large and close together. */
export function batchNormForward(x: Tensor, norm: BatchNorm, y: Tensor, images: Images): void {
  const { mean, variance, gamma, beta, epsilon } = norm
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  const [, channels, h, w] = x.shape
  for (let plane = images.from * channels; plane < images.to * channels; plane++) {
    const c = plane % channels
    const scale = gamma[c] / Math.sqrt(variance[c] + epsilon)
    const [centre, shift] = [mean[c], beta[c]]
    const end = (plane + 1) * h * w
    for (let i = plane * h * w; i < end; i++) out[i] = scale * (xs[i] - centre) + shift
  }
}

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
  const [, channels, h, w] = x.shape
  const count = (images.to - images.from) * h * w
  for (let c = 0; c < channels; c++) {
    const width = variance[c] + epsilon
    const { sum, product } = sumsOfChannel(x, dy, c, mean[c], images)
    dGamma.data[c] += product / Math.sqrt(width)
    dBeta.data[c] += sum
    if (!dx) continue
    const scale = gamma[c] / Math.sqrt(width)
    if (statistics === 'constant') addToChannel(x, dy, dx, c, images, scale, 0, 0, 0)
    else addToChannel(x, dy, dx, c, images, scale, sum / count, mean[c], product / count / width)
  }
}

/** Σ dy and Σ dy·(x − mean) of a channel. */
function sumsOfChannel(
  x: Tensor,
  dy: Tensor,
  c: number,
  centre: number,
  images: Images,
): { sum: number; product: number } {
  const xs = x.data as Float32Array
  const gradients = dy.data as Float32Array
  const [, channels, h, w] = x.shape
  let [sum, product] = [0, 0]
  for (let n = images.from; n < images.to; n++) {
    const start = (n * channels + c) * h * w
    for (let i = start; i < start + h * w; i++) {
      sum += gradients[i]
      product += gradients[i] * (xs[i] - centre)
    }
  }
  return { sum, product }
}

/** dx += scale · (dy − offset − slope·(x − centre)) */
function addToChannel(
  x: Tensor,
  dy: Tensor,
  dx: Tensor,
  c: number,
  images: Images,
  scale: number,
  offset: number,
  centre: number,
  slope: number,
): void {
  const xs = x.data as Float32Array
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  const [, channels, h, w] = x.shape
  for (let n = images.from; n < images.to; n++) {
    const start = (n * channels + c) * h * w
    for (let i = start; i < start + h * w; i++) {
      out[i] += scale * (gradients[i] - offset - slope * (xs[i] - centre))
    }
  }
}
