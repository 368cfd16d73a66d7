import type { Environment } from './environment'
import type { Peak } from './peak'
import type { Row } from './row'
import type { Effort } from './take-turns'

/** What every measurement is given. */
export interface Bench {
  readonly effort: Effort
  /** Fewer workloads: two minutes in all. */
  readonly quick: boolean
  readonly peak: Peak
  readonly environment: Environment
}

/** One measurement: some engines at one workload. */
export interface Step {
  readonly name: string
  run(bench: Bench): Promise<readonly Row[]>
}

/** A part of the table, which can be run alone: `--only training`. */
export interface Group {
  readonly name: string
  /** Not run unless it is asked for by name. */
  readonly onDemand?: boolean
  steps(quick: boolean): readonly Step[]
}
