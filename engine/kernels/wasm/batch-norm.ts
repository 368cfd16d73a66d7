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

/**
 * Differences from a mean are taken in float32, where that loses nothing: from a mean that is rounded, a number near to it differs by
 * what float32 holds exactly. By how much the mean was rounded is made good in the constant.
 */
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
    const centre = Math.fround(mean[c])
    const shift = beta[c] + scale * (centre - mean[c])
    run.normalise(from + start, to + start, step, length, n, scale, centre, shift)
  }
}

export function batchNormBackward(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  { mean, variance, gamma, epsilon }: BatchNorm,
  dGamma: Tensor,
  dBeta: Tensor,
  dx: Tensor | null,
  statistics: 'constant' | 'of the images',
  images: Images,
): void {
  const [from, gradient, to] = [machine.at(x.data), machine.at(dy.data), dx ? machine.at(dx.data) : 0]
  const { run } = machine
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n, count } = channelOf(x, c, images)
    const [xs, gradients] = [from + start, gradient + start]
    const width = variance[c] + epsilon
    const sums = run.centredProducts(xs, gradients, step, length, n, mean[c])
    const [sum, product] = new Float64Array(machine.f32.buffer, sums, 2)
    dGamma.data[c] += product / Math.sqrt(width)
    dBeta.data[c] += sum
    if (!dx) continue
    const scale = gamma[c] / Math.sqrt(width)
    const moving = statistics === 'of the images'
    const offset = moving ? sum / count : 0
    const slope = moving ? product / count / width : 0
    const [centre, level] = [Math.fround(mean[c]), Math.fround(offset)]
    const rest = scale * (level - offset - slope * (centre - mean[c]))
    run.addNormalised(xs, gradients, to + start, step, length, n, scale, level, centre, slope, rest)
  }
}
