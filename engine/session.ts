import type { FetchBytes } from './data/loader'
import { createPace } from './data/pace'
import type { FromWorker, ToWorker } from './protocol'
import { createLibrary } from './session/library'
import { questionOf } from './session/replies'
import { createSession, type Session } from './session/session'

export interface SessionsOptions {
  readonly post: (message: FromWorker, transfer: Transferable[]) => void
  /** Milliseconds on a clock that only runs forward. */
  readonly now: () => number
  readonly fetchBytes: FetchBytes
  /** Called when there may be work although no message came: data have arrived. */
  readonly wake: () => void
}

/** The sessions of one worker. They hold no Worker: they are told what arrived, and given time. */
export interface Sessions {
  receive(message: ToWorker): void
  /** Works for about `budgetMs`; true: there is more to do at once. */
  turn(budgetMs: number): boolean
  /** Milliseconds until there is something to do; Infinity: only a message can bring it. */
  dueIn(): number
}

export function createSessions({ post, now, fetchBytes, wake }: SessionsOptions): Sessions {
  /** No work is more urgent than the data that somebody waits for, and nothing else than what nobody has seen yet. */
  function isBusy(): boolean {
    const all = [...sessions.values()]
    if (all.some(({ waitsForData }) => waitsForData)) return false
    return dueIn() <= 0 || all.some(({ isAwaited }) => isAwaited)
  }
  const library = createLibrary(fetchBytes, createPace({ now, isBusy }))
  const sessions = new Map<number, Session>()

  /** Their numbers are not used again. */
  const closed = new Set<number>()

  function find(id: number): Session {
    const found = sessions.get(id) ?? createSession({ id, post, now, library, wake })
    sessions.set(id, found)
    return found
  }

  const dueIn = (): number =>
    Math.min(...[...sessions.values()].map((session) => session.dueIn(now())), Number.POSITIVE_INFINITY)

  return {
    dueIn,
    receive(message) {
      if (closed.has(message.session)) {
        // A late word: it is answered, but brings nothing back to life.
        if (message.type === 'call') questionOf(message, post).refuse({ code: 'not-open', values: {} })
        return
      }
      const session = find(message.session)
      session.receive(message)
      if (!session.closed) return
      sessions.delete(message.session)
      closed.add(message.session)
    },
    turn(budgetMs) {
      const end = now() + budgetMs
      for (const [id, session] of [...sessions]) {
        if (session.dueIn(now()) > 0) continue
        session.turn(end)
        // Who has had a turn stands last in the map's order: the others come first next time.
        sessions.delete(id)
        sessions.set(id, session)
        if (now() >= end) break
      }
      return dueIn() <= 0
    },
  }
}
