import type { CallName, Calls } from '../../engine/protocol'
import type { EngineSession, SessionEvents } from '../engine-client/session'
import type { KeptCheckpoint } from '../engine-client/standing'

export interface LabDeps {
  /** Starts a worker with a session for this Lab. */
  readonly connect: (events: SessionEvents) => LabConnection
  readonly fetchBytes: (url: string) => Promise<ArrayBuffer>
  /** Address of the page: data and presets lie beside it. */
  readonly base: string
  readonly reducedMotion: () => boolean
  readonly randomSeed: () => number
}

export interface LabConnection {
  readonly session: EngineSession
  /** A further session in the same worker, as for a race. */
  another(events: SessionEvents): EngineSession
  restart(): void
  dispose(): void
}

/** A call to the engine; without one, it is never answered. */
export type Ask = <Name extends CallName>(
  name: Name,
  what: Calls[Name]['ask'],
) => Promise<Calls[Name]['reply']>

/** What the Lab asks of its engine. Answers arrive as changes of the state. */
export interface LabEngine {
  start(): Promise<void>
  dispose(): void
  /** Opens what the state describes, from fresh or shipped weights, or from a checkpoint; does not train. */
  open(from: KeptCheckpoint | null): Promise<void>
  /** Asks for the examples the state names. `resume`: at the place where the last ones stood. */
  data(resume: boolean): void
  look(): void
  /** Trains or not; what is said while the network is being opened is done when it stands. */
  train(on: boolean): void
  /** Goes on as before, with the settings of the state. */
  configure(): void
  step(): void
  watch(): void
  setOnScreen(onScreen: boolean): void
  /** The first snapshot that has what is wished for now is pinned in place of the one that is. */
  pinNext(): void
  unpin(): void
  evaluate(): void
  cancelEvaluation(): void
  lastHealthy(): KeptCheckpoint | null
  /** A further session in the same worker; null before the Lab has one. */
  another(events: SessionEvents): EngineSession | null
  restart(): void
}
