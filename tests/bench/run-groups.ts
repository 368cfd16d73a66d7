import type { Bench, Group } from './bench'
import { clock } from './clock'
import type { Environment } from './environment'
import type { Options } from './options'
import { createPeak } from './peak'
import type { Row } from './row'
import { type Effort, takeTurns, timesOf } from './take-turns'

const thorough: Effort = { rounds: 15, sampleMs: 40, warmUpMs: 300, budgetMs: 30_000 }
const quick: Effort = { rounds: 5, sampleMs: 8, warmUpMs: 50, budgetMs: 3_000 }

export interface Report {
  readonly rows: readonly Row[]
  readonly setting: { readonly clock: string; readonly peak: number }
}

/** Throws WrongResult as soon as an engine and ours disagree. */
export async function runGroups(
  groups: readonly Group[],
  options: Pick<Options, 'quick' | 'only' | 'large'>,
  environment: Environment,
  progress: (share: number, note: string) => void,
): Promise<Report> {
  const bench: Bench = {
    effort: options.quick ? quick : thorough,
    quick: options.quick,
    peak: createPeak(),
    environment,
  }
  const peak = await measurePeak(bench)
  const steps = chosen(groups, options).flatMap((group) => group.steps(options.quick))
  const rows: Row[] = []
  for (const [i, step] of steps.entries()) {
    progress(i / steps.length, step.name)
    rows.push(...(await step.run(bench)))
  }
  progress(1, 'done')
  return { rows, setting: { clock: clock.name, peak } }
}

function chosen(
  groups: readonly Group[],
  { only, large }: Pick<Options, 'only' | 'large'>,
): readonly Group[] {
  const unknown = only.find((name) => !groups.some((group) => group.name === name))
  if (unknown) throw new RangeError(`no group '${unknown}': ${groups.map(({ name }) => name).join(', ')}`)
  if (only.length > 0) return groups.filter(({ name }) => only.includes(name))
  return groups.filter(({ onDemand }) => large || !onDemand)
}

/** GFLOP/s: the most of all rounds, for nothing makes a loop on registers faster than it is. */
async function measurePeak({ peak, effort }: Bench): Promise<number> {
  const times = timesOf(await takeTurns([peak], effort), peak.name)
  return peak.flop / Math.min(...times) / 1e6
}
