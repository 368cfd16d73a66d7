/**
 * Examples per second, from the worker's own clock: time spent on frames and evaluations is taken out, and a gap in
 * which the worker was frozen (a sleeping machine) counts as no time at all.
 */
export interface Speed {
  trained(examples: number): void
  /** Something other than training took `ms` since the last tick. */
  without(ms: number): void
  /** To be called at every turn while training. */
  tick(now: number): void
  pause(): void
  perSecond(): number
}

const FROZEN_MS = 1000
/** The weight of the past falls to 1/e in this time. */
const MEMORY_MS = 2000

export function createSpeed(): Speed {
  let last: number | null = null
  let excluded = 0
  let examples = 0
  let elapsed = 0
  return {
    trained: (count) => {
      examples += count
    },
    without: (ms) => {
      excluded += ms
    },
    tick(now) {
      const gap = last === null ? 0 : now - last
      const spent = Math.max(0, gap - excluded)
      last = now
      excluded = 0
      if (gap > FROZEN_MS) return
      const fade = Math.exp(-spent / MEMORY_MS)
      examples *= fade
      elapsed = elapsed * fade + spent
    },
    pause() {
      last = null
      excluded = examples = elapsed = 0
    },
    perSecond: () => (elapsed > 0 ? (examples * 1000) / elapsed : 0),
  }
}
