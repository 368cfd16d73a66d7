import type { ConvolutionPeer } from './peers/convolution'
import { type ForwardPeer, type TrainingPeer, type Values, WrongResult } from './peers/peer'

/** Of the largest number: float32 sums in an order of each engine's own. */
const TOLERANCE = 1e-3

/** Between two float32 numbers of size 1. */
const FLOAT32_STEP = 2 ** -23

/** `rounding`: what the numbers may be off for having been stored. */
function check(found: ArrayLike<number>, expected: ArrayLike<number>, what: string, rounding = 0): void {
  if (found.length !== expected.length)
    throw new WrongResult(`${what}: ${found.length} numbers, Convscope has ${expected.length}`)
  const allowed = TOLERANCE * largestOf(expected) + rounding + Number.EPSILON
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(found[i] - expected[i]) <= allowed))
      throw new WrongResult(`${what}, number ${i}: ${found[i]}, Convscope has ${expected[i]}`)
  }
}

/** One step of each: the losses, and by how much every parameter has moved. */
export async function checkTraining(ours: TrainingPeer, peer: TrainingPeer, before: Values): Promise<void> {
  const [expected, loss] = [await ours.step(), await peer.step()]
  check([loss], [expected], `${peer.name}, loss`)
  const moved = moves(ours.parameters(), before)
  const theirs = moves(peer.parameters(), before)
  for (const [name, move] of moved) {
    const rounding = 2 * FLOAT32_STEP * largestOf(before.get(name)?.data ?? [])
    check(theirs.get(name) ?? [], move, `${peer.name}, change of ${name}`, rounding)
  }
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]))
  return largest
}

function moves(after: Values, before: Values): Map<string, number[]> {
  return new Map(
    [...before].map(([name, { data }]) => {
      const now = after.get(name)?.data ?? []
      return [name, Array.from(now, (value, i) => value - data[i])]
    }),
  )
}

export async function checkForward(ours: ForwardPeer, peer: ForwardPeer): Promise<void> {
  check(await peer.forward(), Array.from(await ours.forward()), `${peer.name}, output`)
}

/** One run of each: outputs and gradients. */
export function checkConvolution(ours: ConvolutionPeer, peer: ConvolutionPeer): void {
  ours.run()
  peer.run()
  const expected = ours.results()
  peer.results().forEach((found, i) => {
    check(found, expected[i], `${peer.name}, ${['y', 'dX', 'dW'][i]}`)
  })
}
