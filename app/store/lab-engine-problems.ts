import type { Problem } from '../../engine/protocol'
import { EngineDied, EngineProblem } from '../engine-client/pending'

/** The engine's death is told by its own event; only what it refuses is dealt with here. */
export function onProblem(handle: (problem: Problem) => void): (error: unknown) => void {
  return (error) => {
    if (error instanceof EngineProblem) handle(error.problem)
    else if (!(error instanceof EngineDied)) throw error
  }
}
