import type { Call } from '../protocol'
import type { Opened } from './opened'
import { CANCELLED, problemOf } from './problems'
import type { Question } from './replies'

/** What puts a network in the place of the one before, or of none. */
export interface OpeningJob {
  readonly question: Pick<Question<'open'>, 'refuse' | 'progress'>
  /** Yields which share of the parameters has its values. */
  readonly steps: Generator<number, Opened>
  readonly onMade: (made: Opened) => void
}

/** A network in the making, in slices: a large one takes seconds, in which the worker has to be heard. */
export interface Opening {
  readonly busy: boolean
  begin(job: OpeningJob): void
  /** A call that came meanwhile: its turn comes when the network stands. */
  hold(call: Call): void
  /** Works on it; gives back the calls that were held, once it stands or has been refused. */
  slice(until: number): readonly Call[]
  /** One that was held is not wanted any more: it is given back, if it was. */
  withdraw(id: number): Call | undefined
  /** The network is not wanted any more, and with it all that was asked of it: that is given back. */
  abandon(): readonly Call[]
}

/** Between two words; the page waits four seconds for one. */
const WORD_MS = 250

export function createOpening(now: () => number): Opening {
  let job: OpeningJob | null = null
  let held: Call[] = []
  let wordAt = 0

  function release(): readonly Call[] {
    const released = held
    job = null
    held = []
    return released
  }

  function proceed({ steps, question, onMade }: OpeningJob): boolean {
    try {
      const { done, value } = steps.next()
      if (done) onMade(value)
      else if (now() >= wordAt) {
        wordAt = now() + WORD_MS
        question.progress({ of: 'open', done: value, total: 1 })
      }
      return done === true
    } catch (error) {
      question.refuse(problemOf(error))
      return true
    }
  }

  return {
    get busy() {
      return job !== null
    },
    begin(next) {
      job = next
      wordAt = now() + WORD_MS
    },
    hold(call) {
      held.push(call)
    },
    slice(until) {
      while (job) {
        if (proceed(job)) return release()
        if (now() >= until) return []
      }
      return []
    },
    withdraw(id) {
      const call = held.find((waiting) => waiting.id === id)
      held = held.filter((waiting) => waiting !== call)
      return call
    },
    abandon() {
      job?.question.refuse(CANCELLED)
      return release()
    },
  }
}
