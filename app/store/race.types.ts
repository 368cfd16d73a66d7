import type { Optimiser, Text, Update } from '../../engine/index'
import type { History, LabState } from './lab.types'

export type RacerPhase =
  | 'ready'
  | 'training'
  | 'waiting' // the next examples have not arrived
  | 'stopped' // a value was not finite
  | 'refused' // the engine did not take it

/** One update rule on a network of its own. */
export interface Racer {
  readonly rule: Optimiser
  readonly update: Update
  readonly phase: RacerPhase
  readonly step: number
  readonly history: History
}

/** What all of them train, on what, and how: the Lab's at the moment of the first start. */
export type Course = Pick<
  LabState,
  'preset' | 'plan' | 'seed' | 'set' | 'augment' | 'initialisation' | 'settings'
>

/** Update rules on one network, from the same first weights, on the same examples in the same order. */
export interface Race {
  readonly racers: readonly Racer[]
  readonly running: boolean
  /** Null before the first start: it will be what the Lab has then. */
  readonly course: Course | null
  /** Why something was not done. */
  readonly notice: Text | null
  readonly actions: RaceActions
}

export interface RaceActions {
  /** At most once each: what is there already is left alone. */
  add(rule: Optimiser): void
  remove(rule: Optimiser): void
  /** Begins that racer anew: curves of two rates are not to be mixed. */
  setRate(rule: Optimiser, rate: number): void
  play(): void
  pause(): void
  /** All from the start, with the network and the settings that the Lab has now; who runs goes on running. */
  restart(): void
  dispose(): void
}
