import { layerType } from '../layers/index'
import { atNode } from './check-spec'
import type { Plan } from './plan.types'

/** Throws SpecError 'batch-too-small', with its node, where a layer cannot train on so many images. */
export function checkTraining(plan: Plan, images: number): void {
  plan.nodes.forEach(({ id, layer, inputs }, i) => {
    atNode(id, `nodes[${i}]`, () => layerType(layer).checkTraining?.(layer, inputs, images))
  })
}
