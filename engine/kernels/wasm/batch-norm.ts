import type { Sized, Tensor } from '../../tensor'
import type { BatchNorm, Images } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

/** One channel of the images: how far its first plane is, how far its planes are apart, and how many numbers they have. */
function channelOf({ shape: [, channels, h, w] }: Sized, c: number, { from, to }: Images) {
  const length = h * w
  return {
    start: bytes((from * channels + c) * length),
    step: bytes(channels * length),
    length,
    images: to - from,
    count: (to - from) * length,
  }
}

/** Twice through, in doubles, as in the reference. */
export function batchStatistics(
  { run, at }: Machine,
  x: Tensor,
  mean: Float64Array,
  variance: Float64Array,
  images: Images,
): void {
  const from = at(x.data)
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n, count } = channelOf(x, c, images)
    const centre = run.centredSum(from + start, step, length, n, 0, 1) / count
    mean[c] = centre
    variance[c] = run.centredSum(from + start, step, length, n, centre, 2) / count
  }
}

export function batchNormForward(
  { run, at }: Machine,
  x: Tensor,
  { mean, variance, gamma, beta, epsilon }: BatchNorm,
  y: Tensor,
  images: Images,
): void {
  const [from, to] = [at(x.data), at(y.data)]
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n } = channelOf(x, c, images)
    const scale = gamma[c] / Math.sqrt(variance[c] + epsilon)
    run.normalise(from + start, to + start, step, length, n, scale, mean[c], beta[c])
  }
}

export function batchNormBackwardParams(
  { run, at }: Machine,
  x: Tensor,
  dy: Tensor,
  { mean, variance, epsilon }: BatchNorm,
  dGamma: Tensor,
  dBeta: Tensor,
  images: Images,
): void {
  const [from, gradient] = [at(x.data), at(dy.data)]
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n } = channelOf(x, c, images)
    const product = run.centredProduct(from + start, gradient + start, step, length, n, mean[c])
    dGamma.data[c] += product / Math.sqrt(variance[c] + epsilon)
    dBeta.data[c] += run.centredSum(gradient + start, step, length, n, 0, 1)
  }
}

export function batchNormBackwardInput(
  { run, at }: Machine,
  x: Tensor,
  dy: Tensor,
  { mean, variance, gamma, epsilon }: BatchNorm,
  dx: Tensor,
  statistics: 'constant' | 'of the images',
  images: Images,
): void {
  const [from, gradient, to] = [at(x.data), at(dy.data), at(dx.data)]
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n, count } = channelOf(x, c, images)
    const width = variance[c] + epsilon
    const scale = gamma[c] / Math.sqrt(width)
    const [xs, gradients] = [from + start, gradient + start]
    const moving = statistics === 'of the images'
    const sum = moving ? run.centredSum(gradients, step, length, n, 0, 1) : 0
    const product = moving ? run.centredProduct(xs, gradients, step, length, n, mean[c]) : 0
    const slope = product / count / width
    run.addNormalised(xs, gradients, to + start, step, length, n, scale, sum / count, mean[c], slope)
  }
}
