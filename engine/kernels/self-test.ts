import { checkUpdate, type Optimiser } from '../plan/optimisers'
import { lengthOf, type Tensor } from '../tensor'
import type { Kernels, Window } from './kernels'

const windows: readonly Window[] = [
  { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 },
  { size: [3, 3], stride: [2, 2], padBefore: [1, 1], dilation: [1, 1], groups: 1 },
]

/** Wide enough for Winograd's filtering, as few channels as take it. */
const DENSE = 18

interface Trial {
  /** Calls kernels of one kind, forward and backward; gives what they wrote. */
  run(kernels: Kernels): readonly Tensor[]
  /** The sum of that by the readable loops. */
  readonly sum: number
}

const convolution = (window: Window) => (kernels: Kernels) => convolve(kernels, window)
const rule = (type: Optimiser) => (kernels: Kernels) => step(kernels, type)

/**
 * Every kernel that is compiled. A test holds the sums to those of the reference: to run it here as well would take a browser
 * that has just started longer than all the rest.
 */
export const trials: Readonly<Record<string, Trial>> = {
  convolution: { run: convolution(windows[0]), sum: -4.40912 },
  'convolution of every second place': { run: convolution(windows[1]), sum: 39.2926 },
  'convolution of many channels': { run: convolveDense(3), sum: -54.11325 },
  'convolution of many channels by 5 × 5': { run: convolveDense(5), sum: -9.90628 },
  'full connection': { run: connect, sum: 7.31838 },
  pooling: { run: pool, sum: 288.96849 },
  'batch normalisation': { run: normalise, sum: -20.33157 },
  'response normalisation': { run: inhibit, sum: 582.67352 },
  activations: { run: activate, sum: 119.28698 },
  sgd: { run: rule('sgd'), sum: 10.47103 },
  momentum: { run: rule('momentum'), sum: 13.91174 },
  nesterov: { run: rule('nesterov'), sum: 13.42998 },
  adagrad: { run: rule('adagrad'), sum: 12.88608 },
  rmsprop: { run: rule('rmsprop'), sum: 10.3397 },
  adadelta: { run: rule('adadelta'), sum: 10.44257 },
  adam: { run: rule('adam'), sum: 10.08644 },
}

/** A hundred or two numbers of about 1, in float32 instead of double, change their sum by a tenth of it. */
const TOLERANCE = 1e-4

/** Whether the kernels give the numbers of the readable loops: some browsers have SIMD that computes wrong. */
export const passesSelfTest = (kernels: Kernels): boolean =>
  Object.values(trials).every(({ run, sum }) => Math.abs(sumOf(run(kernels)) - sum) <= TOLERANCE)

/** By places of unequal weight: two numbers that have changed places are found out. */
export function sumOf(tensors: readonly Tensor[]): number {
  let [sum, place] = [0, 0]
  for (const { data } of tensors) for (const value of data) sum += value * (1 + (place++ % 7) / 7)
  return sum
}

/** Numbers after which a tensor repeats itself: a prime. */
const DRAWN = 401

/**
 * Gives tensors of numbers from −1 to 1 without a pattern, by a linear congruential generator (Numerical Recipes): a browser
 * that has just started interprets this, and normal random numbers took it as long as half of all the trials.
 */
function drawing(seed: number): (...shape: number[]) => Tensor {
  let state = seed
  return (...shape) => {
    const data = new Float32Array(lengthOf(shape))
    for (let i = 0; i < Math.min(data.length, DRAWN); i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      data[i] = state / 0x80000000
    }
    for (let length = DRAWN; length < data.length; length *= 2) data.copyWithin(length, 0, length)
    return { shape, data }
  }
}

/** Sizes that are no multiples of anything: 6 filters (a tile and a half), 7 columns; shared by all places and not. */
function convolve(kernels: Kernels, window: Window): readonly Tensor[] {
  const of = drawing(7)
  const [oh, ow] = [3, 7].map((n) => Math.floor((n - 1) / window.stride[0]) + 1)
  const [x, y, dy] = [of(1, 2, 3, 7), of(1, 6, oh, ow), of(1, 6, oh, ow)]
  const images = { from: 0, to: 1 }
  const [weights, biases, dWeights, dBiases, dx] = [
    of(6, 2, 3, 3),
    of(6),
    of(6, 2, 3, 3),
    of(6),
    of(1, 2, 3, 7),
  ]
  kernels.convForward(x, weights, biases, y, window, images)
  kernels.convBackwardInput(dy, weights, dx, window, images)
  kernels.convBackwardParams(x, dy, dWeights, dBiases, window, images)
  const shared = [y, dx, dWeights, dBiases]
  if (window.stride[0] === 1) return shared
  const [own, ownBiases, dOwn, dOwnBiases] = [
    of(oh, ow, 6, 2, 3, 3),
    of(6, oh, ow),
    of(oh, ow, 6, 2, 3, 3),
    of(6, oh, ow),
  ]
  const [local, dLocal] = [of(1, 6, oh, ow), of(1, 2, 3, 7)]
  kernels.localForward(x, own, ownBiases, local, window, images)
  kernels.localBackwardInput(dy, own, dLocal, window, images)
  kernels.localBackwardParams(x, dy, dOwn, dOwnBiases, window, images)
  return [...shared, local, dLocal, dOwn, dOwnBiases]
}

/** A column is left over. */
function convolveDense(taps: number) {
  return (kernels: Kernels): readonly Tensor[] => {
    const of = drawing(14)
    const window = { ...windows[0], size: [taps, taps], padBefore: [1, 1] } as const
    const volume = [1, DENSE, 6, 7] as const
    const [x, y, dy, dx] = [of(...volume), of(...volume), of(...volume), of(...volume)]
    const [weights, biases] = [of(DENSE, DENSE, taps, taps), of(DENSE)]
    const images = { from: 0, to: 1 }
    kernels.convForward(x, weights, biases, y, window, images)
    kernels.convBackwardInput(dy, weights, dx, window, images)
    const dWeights = of(DENSE, DENSE, taps, taps)
    kernels.convBackwardParams(x, dy, dWeights, null, window, images)
    return [part(y), part(dx), part(dWeights)]
  }
}

/** The last of them: a sum of all would not be as exact as the others. */
const part = ({ data }: Tensor): Tensor => ({ shape: [40], data: data.slice(-40) })

function connect(kernels: Kernels): readonly Tensor[] {
  const of = drawing(8)
  const [x, weights, biases, y, dy] = [of(5, 7, 1, 1), of(6, 7), of(6), of(5, 6, 1, 1), of(5, 6, 1, 1)]
  const [dx, dWeights, dBiases] = [of(5, 7, 1, 1), of(6, 7), of(6)]
  const images = { from: 0, to: 5 }
  kernels.fcForward(x, weights, biases, y, images)
  kernels.fcBackwardInput(dy, weights, dx, images)
  kernels.fcBackwardParams(x, dy, dWeights, dBiases, images)
  return [y, dx, dWeights, dBiases]
}

/** A ReLU, a leaky one and overlapping windows of 3 × 3, some of them on the edge: their largest number, mean and length. */
function pool(kernels: Kernels): readonly Tensor[] {
  const of = drawing(9)
  const shape = [2, 2, 5, 13]
  const [x, y, leaky, dLeaky, dx] = [of(...shape), of(...shape), of(...shape), of(...shape), of(...shape)]
  const [pooled, dPooled, mean, length] = [1, 2, 3, 4].map(() => of(2, 2, 3, 7))
  const [dMean, dLength] = [of(...shape), of(...shape)]
  const [, window] = windows
  const counted = { rows: [-1, 6], columns: [0, 13] } as const
  const switches = new Int32Array(pooled.data.length)
  const images = { from: 0, to: 2 }
  kernels.avgPoolForward(x, mean, window, counted, images)
  kernels.avgPoolBackward(dPooled, dMean, window, counted, images)
  kernels.l2PoolForward(x, length, window, images)
  kernels.l2PoolBackward(x, length, dPooled, dLength, window, images)
  kernels.reluForward(x, y, images)
  kernels.maxPoolForward(y, pooled, switches, window, images)
  kernels.maxPoolBackward(dPooled, switches, leaky, window, images)
  kernels.reluBackward(y, leaky, dx, images)
  kernels.leakyReluForward(x, y, 0.25, images)
  kernels.leakyReluBackward(x, dx, dLeaky, 0.25, images)
  kernels.accumulate(x.data, 3, y.data, 1, 30)
  return [mean, dMean, length, dLength, pooled, leaky, dx, y, dLeaky]
}

function normalise(kernels: Kernels): readonly Tensor[] {
  const of = drawing(10)
  const shape = [2, 2, 3, 3]
  const [x, dy, y, dx] = [of(...shape), of(...shape), of(...shape), of(...shape)]
  const [gamma, beta, dGamma, dBeta] = [of(2), of(2), of(2), of(2)]
  const [mean, variance] = [new Float64Array(2), new Float64Array(2)]
  const images = { from: 0, to: 2 }
  kernels.batchStatistics(x, mean, variance, images)
  const norm = { mean, variance, gamma: gamma.data, beta: beta.data, epsilon: 0.01 }
  kernels.batchNormForward(x, norm, y, images)
  kernels.batchNormBackward(x, dy, norm, dGamma, dBeta, dx, 'of the images', images)
  return [y, dGamma, dBeta, dx]
}

function inhibit(kernels: Kernels): readonly Tensor[] {
  const of = drawing(11)
  const shape = [2, 5, 3, 3]
  const [x, dy, y, dx, bases] = [of(...shape), of(...shape), of(...shape), of(...shape), of(...shape)]
  const bent = [of(...shape), of(...shape), of(...shape)]
  const lrn = { size: 4, alpha: 1, beta: 0.75, k: 2 }
  const images = { from: 0, to: 2 }
  kernels.lrnForward(x, y, bases.data, lrn, images)
  kernels.lrnBackward(x, y, bases.data, dy, dx, lrn, images)
  kernels.lrnForward(x, bent[0], bent[1].data, { ...lrn, beta: 0.6 }, images)
  kernels.lrnBackward(x, bent[0], bent[1].data, dy, bent[2], { ...lrn, beta: 0.6 }, images)
  return [y, bases, dx, ...bent]
}

function step(kernels: Kernels, type: Optimiser): readonly Tensor[] {
  const of = drawing(12)
  const [x, gradients, state] = [of(7), of(7), of(14)]
  for (const [i, number] of state.data.entries()) state.data[i] = Math.abs(number) // means of squares
  const range = { gradients: gradients.data, second: 7, from: 0, to: 6, l2: 0.1, write: true }
  kernels.move(checkUpdate({ type, rate: 0.1 }), { ...range, values: x.data, state: state.data }, 3)
  return [x, state]
}

/** Scores over 3 channels, tanh, sigmoid and dropout one behind the other. */
function activate(kernels: Kernels): readonly Tensor[] {
  const of = drawing(13)
  const shape = [2, 3, 3, 3]
  const [x, y, dy, bent, squashed, dropped] = [1, 2, 3, 4, 5, 6].map(() => of(...shape))
  const [dx, dBent, dSquashed, dDropped] = [1, 2, 3, 4].map(() => of(...shape))
  const stays = Int32Array.from(x.data, (value) => (value > 0 ? 1 : 0))
  const images = { from: 0, to: 2 }
  const tanh = { outer: 1.5, inner: 0.5 }
  kernels.tanhForward(x, bent, tanh, images)
  kernels.sigmoidForward(bent, squashed, images)
  kernels.dropoutForward(squashed, stays, dropped, 0.25, images)
  kernels.softmaxForward(dropped, y, images)
  kernels.softmaxBackward(y, dy, dDropped, images)
  kernels.dropoutBackward(dDropped, stays, dSquashed, 0.25, images)
  kernels.sigmoidBackward(squashed, dSquashed, dBent, images)
  kernels.tanhBackward(bent, dBent, dx, tanh, images)
  return [bent, squashed, dropped, y, dDropped, dSquashed, dBent, dx]
}
