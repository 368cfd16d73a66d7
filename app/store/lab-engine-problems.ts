import { checkTraining, type Plan, SpecError, type Text } from '../../engine/index'
import type { Problem } from '../../engine/protocol'
import { EngineDied, EngineProblem } from '../engine-client/pending'

/** Only codes cross the worker's border: the sentence on a batch that cannot be trained on, by asking the plan again. */
export function refusalOf(plan: Plan, batch: number): Text | null {
  try {
    checkTraining(plan, batch)
    return null
  } catch (error) {
    if (error instanceof SpecError) return error.text
    throw error
  }
}

/** The engine's death is told by its own event; only what it refuses is dealt with here. */
export function onProblem(handle: (problem: Problem) => void): (error: unknown) => void {
  return (error) => {
    if (error instanceof EngineProblem) handle(error.problem)
    else if (!(error instanceof EngineDied)) throw error
  }
}
