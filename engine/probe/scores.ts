import type { Plan } from '../plan/plan.types'

/** The node whose output is the scores: the input of a final softmax, else the last node itself. */
export function scoresNode(plan: Plan): string {
  const output = plan.node(plan.outputs[0])
  return output.layer.type === 'softmax' ? output.from[0] : output.id
}

export function indexOfLargest(values: ArrayLike<number>, from: number, length: number): number {
  let best = 0
  for (let k = 1; k < length; k++) if (values[from + k] > values[from + best]) best = k
  return best
}
