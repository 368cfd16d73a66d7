/** The last layer of a network by itself: none of what a network does around it (copies of pictures and scores, gradients made zero). */
import { plan } from '../../engine/index'
import { createKernels } from '../../engine/kernels/index'
import { createArena } from '../../engine/network/arena'
import { initialise } from '../../engine/network/initialise'
import { createParameterBlock } from '../../engine/network/parameters'
import { createPasses, known } from '../../engine/network/passes'
import { createRandom } from '../../engine/random'
import type { LayerCase } from './layer-cases'
import { noise } from './task'

export interface LayerPasses {
  forward(): void
  /** To the weights and to all inputs. Gradients grow from run to run, for backward adds to them. */
  backward(): void
}

export function layerPasses({ spec, batch }: LayerCase): LayerPasses {
  const planned = plan(spec)
  const kernels = createKernels('auto')
  const block = createParameterBlock(planned, kernels, 'float32', true)
  Array.from(initialise(block, planned, 1)) // walks the steps to their end
  const arena = createArena(planned, kernels.memory, {
    batch,
    precision: 'float32',
    train: true,
    inputGradient: true,
  })
  const random = createRandom(1)
  const passes = createPasses({ plan: planned, kernels, block, arena, random })
  const piece = { mode: 'train', random, images: { from: 0, to: batch } } as const
  const input = known(arena.activations, 'input')
  noise(input.shape, 7, input)
  for (const node of planned.nodes) passes.forward(node, piece)
  const last = planned.nodes[planned.nodes.length - 1]
  const dOutput = known(arena.gradients, last.id)
  noise(dOutput.shape, 5, dOutput)
  const fresh = new Set(last.from)
  return {
    forward: () => passes.forward(last, piece),
    backward: () => passes.backward(last, piece, fresh),
  }
}
