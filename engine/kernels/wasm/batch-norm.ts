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

/**
 * Once through, in doubles, around the first number of the channel: that is never further from the mean than √count times the spread, so
 * that Σd²/n − (Σd/n)² loses no digit that float32 would show, however far the mean is from 0.
 */
export function batchStatistics(
  machine: Machine,
  x: Tensor,
  mean: Float64Array,
  variance: Float64Array,
  images: Images,
): void {
  const from = machine.at(x.data)
  for (let c = 0; c < x.shape[1]; c++) {
    const { start, step, length, images: n, count } = channelOf(x, c, images)
    const first = machine.f32[(from + start) / 4]
    const [sum, squares] = twoSums(machine, machine.run.centredSums(from + start, step, length, n, first))
    const away = sum / count
    mean[c] = first + away
    variance[c] = Math.max(0, squares / count - away ** 2)
  }
}

const twoSums = ({ f32 }: Machine, at: number): Float64Array => new Float64Array(f32.buffer, at, 2)

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
    const products = run.centredProducts(xs, gradients, step, length, n, mean[c])
    const [sum, product] = twoSums(machine, products)
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
