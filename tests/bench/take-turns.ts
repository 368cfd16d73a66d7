import { clock } from './clock'

/** One engine at one workload. */
export interface Contestant {
  readonly name: string
  run(): unknown
}

export interface Effort {
  /** Rounds of each comparison, unless time runs out; at least `MIN_ROUNDS`. */
  readonly rounds: number
  /** What a sample takes at least: the fast engines repeat the workload so often. */
  readonly sampleMs: number
  /** Until V8 has compiled for the last time. */
  readonly warmUpMs: number
  /** After this no further round begins. */
  readonly budgetMs: number
}

const MIN_ROUNDS = 3
const SLOW_MS = 300 // what runs so long has warmed up by the time it ends

/** Milliseconds of one run, by contestant, one number a round. */
export type Times = ReadonlyMap<string, readonly number[]>

/** In each round each contestant runs once (often enough to be timed), and another one begins. */
export async function takeTurns(contestants: readonly Contestant[], effort: Effort): Promise<Times> {
  const repeats = new Map<string, number>()
  for (const contestant of contestants) repeats.set(contestant.name, await repeatsFor(contestant, effort))
  const times = new Map(contestants.map(({ name }): [string, number[]] => [name, []]))
  const began = performance.now()
  for (let round = 0; round < effort.rounds; round++) {
    if (round >= MIN_ROUNDS && performance.now() - began > effort.budgetMs) break
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length]
      times.get(contestant.name)?.push(await time(contestant, repeats.get(contestant.name) ?? 1))
    }
  }
  return times
}

/**
 * Warms up and finds how often the workload has to run for a sample. Each length is tried three times and the shortest counts: a
 * machine that looked away once must not make an engine look slow.
 */
async function repeatsFor(contestant: Contestant, { sampleMs, warmUpMs }: Effort): Promise<number> {
  const start = clock.now()
  while (clock.now() - start <= warmUpMs) {
    if ((await time(contestant, 1)) > SLOW_MS) return 1
  }
  for (let repeats = 1; ; repeats *= 2) {
    let shortest = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 3; tries++) shortest = Math.min(shortest, await time(contestant, repeats))
    if (shortest * repeats >= sampleMs) return repeats
  }
}

async function time({ run }: Contestant, repeats: number): Promise<number> {
  const start = clock.now()
  for (let i = 0; i < repeats; i++) {
    const result = run()
    if (result instanceof Promise) await result
  }
  return (clock.now() - start) / repeats
}

export function timesOf(times: Times, name: string): readonly number[] {
  const found = times.get(name)
  if (!found) throw new RangeError(`nobody called ${name} took part`)
  return found
}
