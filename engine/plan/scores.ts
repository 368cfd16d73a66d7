import type { Plan } from './plan.types'

/** The node whose output is the scores: the input of a final softmax, else the output itself. */
export function scoresNode(plan: Plan, output: string = plan.outputs[0]): string {
  const node = plan.node(output)
  return node.layer.type === 'softmax' ? node.from[0] : node.id
}

/** The first of the largest. */
export function indexOfLargest(values: ArrayLike<number>, from: number, length: number): number {
  let best = 0
  for (let k = 1; k < length; k++) if (values[from + k] > values[from + best]) best = k
  return best
}
