import type { Beat } from '../protocol'
import type { StepResult } from '../train/trainer.types'

/**
 * Gathers what happened between two beats. A beat is only ever sent from a turn, after its slice of work: it tells the
 * watchdog that work is being done, not merely that the thread is alive.
 */
export interface Beats {
  stepped(result: StepResult): void
  validated(validation: NonNullable<Beat['validation']>): void
  /** The state that a beat tells of has changed (started, paused, waiting): the next turn sends one. */
  changed(): void
  /** Another run begins: what was not told yet of the last one is not of this one. */
  forget(): void
  dueIn(now: number): number
  take(now: number): Pick<Beat, 'losses' | 'accuracies' | 'validation'>
}

/** With the piece of work that is under way when it is due, ten beats a second arrive. */
const BUSY_MS = 80
const IDLE_MS = 1000

export function createBeats(): Beats {
  let losses: number[] = []
  let accuracies: number[] = []
  let validation: Beat['validation'] = null
  let news = true
  let last = Number.NEGATIVE_INFINITY

  function forget(): void {
    losses = []
    accuracies = []
    validation = null
  }

  return {
    forget,
    stepped({ loss, accuracy }) {
      losses.push(loss)
      accuracies.push(accuracy)
      news = true
    },
    validated(taken) {
      validation = taken
      news = true
    },
    changed() {
      news = true
    },
    dueIn: (now) => Math.max(0, last + (news ? BUSY_MS : IDLE_MS) - now),
    take(now) {
      const taken = { losses, accuracies, validation }
      forget()
      news = false
      last = now
      return taken
    },
  }
}
