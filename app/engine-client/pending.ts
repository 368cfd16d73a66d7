import type { CallName, Calls, Problem, Progress, Reply } from '../../engine/protocol'

/** The worker answered that it cannot: a code and its numbers; the sentence is made by whoever shows it. */
export class EngineProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`)
    this.name = 'EngineProblem'
    this.problem = problem
  }
}

/** The worker died before it answered; a fresh one takes up the session by itself. */
export class EngineDied extends Error {
  constructor() {
    super('the worker died before it answered')
    this.name = 'EngineDied'
  }
}

interface Waiting {
  readonly resolve: (value: Calls[CallName]['reply']) => void
  readonly reject: (error: EngineProblem | EngineDied) => void
  readonly onProgress: (progress: Progress) => void
}

/** The calls that wait for their answers. */
export interface Pending {
  add(id: number, waiting: Waiting): void
  settle(reply: Reply): void
  progress(progress: Progress): void
  rejectAll(): void
}

export function createPending(): Pending {
  const waiting = new Map<number, Waiting>()
  return {
    add: (id, entry) => void waiting.set(id, entry),
    settle(reply) {
      const entry = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) entry?.resolve(reply.value)
      else entry?.reject(new EngineProblem(reply.problem))
    },
    progress: (progress) => waiting.get(progress.id)?.onProgress(progress),
    rejectAll() {
      const all = [...waiting.values()]
      waiting.clear()
      for (const entry of all) entry.reject(new EngineDied())
    },
  }
}
