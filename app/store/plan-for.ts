import { type LossName, type Plan, plan, specForLoss, type ZooEntry } from '../../engine/index'

const made = new Map<string, Plan>()

/** The plan of a network that the Lab offers, made once: its link is read, opened and written by it. */
export function planFor({ id, spec }: ZooEntry, loss: LossName = 'crossEntropy'): Plan {
  const key = `${id}/${loss}`
  const known = made.get(key) ?? plan(specForLoss(spec, loss))
  made.set(key, known)
  return known
}
