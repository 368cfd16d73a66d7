import type { FromWorker } from '../protocol'
import type { Beats } from './beats'
import type { Checkpoints } from './checkpoints'
import type { Opened } from './opened'
import type { Speed } from './speed'

/** Shares the time of a turn among those who work on a network, and tells how far they are. */
export interface Turns {
  /** A frame first, since somebody looks at it; then training and evaluation in turn. */
  work(opened: Opened, until: number): void
  /** Posts the beat and the checkpoint that are due. */
  tell(opened: Opened): void
  /** Milliseconds until there is something to do or to tell. */
  dueIn(at: number, opened: Opened): number
}

export interface TurnsContext {
  readonly session: number
  readonly post: (message: FromWorker, transfer: Transferable[]) => void
  readonly now: () => number
  readonly beats: Beats
  readonly speed: Speed
  readonly checkpoints: Checkpoints
}

export function createTurns({ session, post, now, beats, speed, checkpoints }: TurnsContext): Turns {
  let turnOf: 'training' | 'evaluation' = 'training'
  let wasWaiting = false

  return {
    work({ training, watching, evaluation, validation }, until) {
      validation.catchUp()
      const start = now()
      if (training.on) speed.tick(start)
      if (watching.dueIn(start) <= 0) watching.slice(until)
      const trains = training.dueIn(now()) <= 0 && !validation.blocks && !watching.busy
      const evaluates = evaluation.busy && !watching.busy && (turnOf === 'evaluation' || !trains)
      if (evaluates) evaluation.slice(until)
      if (training.on) speed.without(now() - start)
      if (trains && !evaluates) training.slice(until)
      turnOf = evaluates ? 'training' : 'evaluation'
    },
    tell(opened) {
      const { training, trainer, source, run } = opened
      if (training.waiting !== wasWaiting) beats.changed()
      wasWaiting = training.waiting
      const at = now()
      if (checkpoints.dueIn(at, opened) <= 0) {
        const made = checkpoints.take(opened)
        post({ type: 'checkpoint', session, run, ...made }, [made.bytes])
      }
      if (beats.dueIn(at) > 0) return
      const { on, waiting } = training
      const state = { run, step: trainer.stepCount, epoch: source.epoch, training: on, waiting }
      const examplesPerSecond = on && !waiting ? speed.perSecond() : 0
      post({ type: 'beat', session, ...state, examplesPerSecond, ...beats.take(at) }, [])
    },
    dueIn(at, opened) {
      const { training, watching, evaluation, validation } = opened
      if (evaluation.busy) return 0
      const trains = validation.blocks ? Number.POSITIVE_INFINITY : training.dueIn(at)
      return Math.min(trains, watching.dueIn(at), beats.dueIn(at), checkpoints.dueIn(at, opened))
    },
  }
}
