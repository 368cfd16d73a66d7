import type { Plan } from './plan.types'

/**
 * Layers with weights on the longest way from the picture to an output: what the number in AlexNet-8, VGG-16 or ResNet-18 counts.
 * A projection on a shortcut stands on a shorter way beside its block and so is not counted; nor is a normalisation.
 * Throws SpecError 'unknown-node'.
 */
export function depth(plan: Plan, output: string = plan.outputs[0]): number {
  const depths = new Map([['input', 0]])
  for (const { id, from, parameters } of plan.nodes) {
    const below = Math.max(...from.map((source) => depths.get(source) ?? 0))
    depths.set(id, below + (parameters.some(({ name }) => name === 'weights') ? 1 : 0))
  }
  return depths.get(plan.node(output).id) ?? 0
}
