import { createRandom } from '../random'
import { lengthOf, type Tensor } from '../tensor'
import type { Kernels, Window } from './kernels'
import { reference } from './reference'

/** float32 sums of at most 200 terms of about 1 differ from double ones by less. */
const TOLERANCE = 1e-4

const windows: readonly Window[] = [
  { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 },
  { size: [3, 3], stride: [2, 2], padBefore: [1, 1], dilation: [1, 1], groups: 1 },
]

/**
 * A convolution and a fully connected layer, forward and backward, against the readable loops: some browsers have SIMD that computes wrong.
 * Takes about a millisecond.
 */
export function passesSelfTest(kernels: Kernels): boolean {
  return windows.every((window) => agrees(kernels, (k) => convolve(k, window))) && agrees(kernels, connect)
}

function agrees(kernels: Kernels, run: (kernels: Kernels) => readonly Tensor[]): boolean {
  const expected = run(reference)
  return run(kernels).every(({ data }, i) =>
    data.every((value, j) => Math.abs(value - expected[i].data[j]) <= TOLERANCE),
  )
}

/** Sizes that are no multiples of anything: 6 filters (a tile and a half), 11 columns. */
function convolve(kernels: Kernels, window: Window): readonly Tensor[] {
  const random = createRandom(7)
  const of = (...shape: number[]): Tensor => ({
    shape,
    data: Float32Array.from({ length: lengthOf(shape) }, () => random.normal()),
  })
  const out = (n: number): number => Math.floor((n - 1) / window.stride[0]) + 1
  const [x, weights, biases] = [of(2, 3, 5, 11), of(6, 3, 3, 3), of(6)]
  const [y, dy] = [of(2, 6, out(5), out(11)), of(2, 6, out(5), out(11))]
  const [dx, dWeights, dBiases] = [of(2, 3, 5, 11), of(6, 3, 3, 3), of(6)]
  const images = { from: 0, to: 2 }
  kernels.convForward(x, weights, biases, y, window, images)
  kernels.convBackwardInput(dy, weights, dx, window, images)
  kernels.convBackwardParams(x, dy, dWeights, dBiases, window, images)
  return [y, dx, dWeights, dBiases]
}

function connect(kernels: Kernels): readonly Tensor[] {
  const random = createRandom(8)
  const of = (...shape: number[]): Tensor => ({
    shape,
    data: Float32Array.from({ length: lengthOf(shape) }, () => random.normal()),
  })
  const [x, weights, biases, y, dy] = [of(5, 7, 1, 1), of(6, 7), of(6), of(5, 6, 1, 1), of(5, 6, 1, 1)]
  const [dx, dWeights, dBiases] = [of(5, 7, 1, 1), of(6, 7), of(6)]
  const images = { from: 0, to: 5 }
  kernels.fcForward(x, weights, biases, y, images)
  kernels.fcBackwardInput(dy, weights, dx, images)
  kernels.fcBackwardParams(x, dy, dWeights, dBiases, images)
  return [y, dx, dWeights, dBiases]
}
