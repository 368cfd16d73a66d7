/** The three passes of a layer with weights, each alone, on tensors of a kernel set. */
import type { PlannedNode, Tensor } from '../../engine/index'
import type { Kernels } from '../../engine/kernels/kernels'
import { type Memory, tensorOf } from '../../engine/kernels/memory'
import { windowOf } from '../../engine/layers/shared/window'
import { lengthOf } from '../../engine/tensor'
import { noise } from './task'

export const passes = ['forward', 'dX', 'dW'] as const
export type Pass = (typeof passes)[number]

export interface KernelPass {
  readonly node: PlannedNode
  readonly pass: Pass
  readonly flop: number // of one run, over the batch
  run(): void
}

export function kernelPasses(kernels: Kernels, node: PlannedNode, batch: number): readonly KernelPass[] {
  const flop = 2 * batch * node.macs
  const runs = runsOf(kernels, node, batch)
  // The picture's own gradient nobody asks for.
  const wanted = passes.filter((pass) => pass !== 'dX' || !node.from.includes('input'))
  return wanted.map((pass) => ({ node, pass, flop, run: runs[pass] }))
}

function runsOf(kernels: Kernels, node: PlannedNode, batch: number): Record<Pass, () => void> {
  const [input] = node.inputs
  const { layer, out } = node
  const images = { from: 0, to: batch }
  const volume = ({ c, h, w }: typeof out): number[] => [batch, c, h, w]
  const { memory } = kernels
  const place = (shape: Tensor['shape']): Tensor => held(memory, shape)
  const [x, dy] = [fill(place(volume(input)), 1), fill(place(volume(out)), 2)]
  const [y, dx] = [place(volume(out)), place(volume(input))]
  const [weights, biases] = [
    fill(place(shapeOf(node, 'weights')), 3),
    fill(place(shapeOf(node, 'biases')), 4),
  ]
  const [dWeights, dBiases] = [place(weights.shape), place(biases.shape)]
  if (layer.type === 'fc')
    return {
      forward: () => kernels.fcForward(x, weights, biases, y, images),
      dX: () => kernels.fcBackwardInput(dy, weights, dx, images),
      dW: () => kernels.fcBackwardParams(x, dy, dWeights, dBiases, images),
    }
  if (layer.type !== 'conv') throw new RangeError(`${layer.type} has no kernels of three passes`)
  const window = windowOf(layer)
  return {
    forward: () => kernels.convForward(x, weights, biases, y, window, images),
    dX: () => kernels.convBackwardInput(dy, weights, dx, window, images),
    dW: () => kernels.convBackwardParams(x, dy, dWeights, dBiases, window, images),
  }
}

/** Where the set works without copying. */
const held = (memory: Memory, shape: Tensor['shape']): Tensor =>
  tensorOf(shape, memory.hold('float32', lengthOf(shape)))

const fill = (tensor: Tensor, seed: number): Tensor => noise(tensor.shape, seed, tensor)

function shapeOf({ id, parameters }: PlannedNode, wanted: string): Tensor['shape'] {
  const found = parameters.find(({ name }) => name === wanted)
  if (!found) throw new RangeError(`${id} has no ${wanted}`)
  return found.shape
}
