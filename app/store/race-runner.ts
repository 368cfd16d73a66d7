import type { Beat, TrainSettings } from '../../engine/protocol'
import type { EngineSession, SessionEvents } from '../engine-client/session'
import type { LabStore } from './lab'
import { createHistory } from './lab-history'
import type { Course, Racer } from './race.types'

/** Seconds between checkpoints: should the worker die, all go on from there. */
const CHECKPOINT_EVERY = 1

export interface Runner {
  readonly session: EngineSession
  readonly close: () => void
}

/** A network in the Lab's worker, with all that is told of it turned into changes of its racer. */
export function openRunner(
  lab: LabStore,
  base: string,
  { plan, seed, set, augment, initialisation }: Course,
  settings: TrainSettings,
  tell: (changes: Partial<Racer>) => void,
): Runner | null {
  const history = createHistory()
  /** Training has ended by itself, at a value that is not finite: beats that come after do not undo that. */
  let broken = false

  function beat(told: Beat): void {
    if (told.losses.length > 0 || told.validation) history.add(told)
    const phase = told.training ? (told.waiting ? 'waiting' : 'training') : 'ready'
    tell({ step: told.step, history: history.read(), ...(broken ? {} : { phase }) })
  }

  const events: SessionEvents = {
    beat,
    frame: ({ buffer }) => buffer, // none is watched for
    checkpoint: () => {},
    stopped({ goodStep }) {
      broken = true
      tell({ phase: 'stopped', step: goodStep })
    },
    recovered({ step }) {
      history.cutBack(step)
      tell({ step, history: history.read() })
    },
    data: () => {},
    dataProblem: () => tell({ phase: 'refused' }),
    dataProgress: () => {},
    failed: () => tell({ phase: 'refused' }),
  }
  const session = lab.getState().actions.another(events)
  if (!session) return null
  session.autoCheckpoint(CHECKPOINT_EVERY)
  const refused = (): void => tell({ phase: 'refused' })
  session.call('open', { spec: plan.spec, seed, settings, initialisation }).catch(refused)
  session.call('data', { set, augment, seed, base: new URL('data', base).href }).catch(refused)
  return { session, close: session.close }
}

export function train({ session }: Runner, settings: TrainSettings, on: boolean): void {
  session.call('train', { on, settings }).catch(() => {}) // refused, or lost with its worker: told by events
}
