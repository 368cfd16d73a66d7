import type { CallName, Calls, FromWorker, Problem, Progress } from '../protocol'

/** A call that waits for its answer; it is answered once. */
export interface Question<Name extends CallName> {
  readonly id: number
  readonly ask: Calls[Name]['ask']
  answer(value: Calls[Name]['reply']): void
  refuse(problem: Problem): void
  progress(told: Pick<Progress, 'of' | 'done' | 'total' | 'available' | 'problem'>): void
}

/** As `Call`, by its name. */
export interface AskedCall<Name extends CallName> {
  readonly call: Name
  readonly id: number
  readonly session: number
  readonly ask: Calls[Name]['ask']
}

export function questionOf<Name extends CallName>(
  { call, id, session, ask }: AskedCall<Name>,
  post: (message: FromWorker, transfer: Transferable[]) => void,
): Question<Name> {
  const reply = { type: 'reply', call, id, session } as const
  return {
    id,
    ask,
    answer: (value) => post({ ...reply, ok: true, value } as FromWorker, transfersOf(value)),
    refuse: (problem) => post({ ...reply, ok: false, problem } as FromWorker, []),
    progress: (told) => post({ type: 'progress', session, id, ...told }, []),
  }
}

const transfersOf = (value: Calls[CallName]['reply']): Transferable[] =>
  'bytes' in value ? [value.bytes] : []
