/** What repeats in a list, found and written once. */

interface Run {
  /** How many entries are repeated. */
  readonly period: number
  readonly times: number
  /** Entries behind the last repetition that would begin another: the run may as well start so much later. */
  readonly slack: number
}

/**
 * ['A', 'b', 'A', 'b', 'C'] → '[A → b]*2 → C'. At each place the repetition that covers most; of equals the shortest.
 * `starts`: what a part likes to begin with, so that b → A → b → A → b is written b → [A → b]*2: stage by stage.
 */
export function writeRepeats(entries: readonly string[], starts: (entry: string) => boolean): string {
  const parts: string[] = []
  let at = 0
  while (at < entries.length) {
    const { period, times, slack } = longestRun(entries, at)
    const shift = entries.slice(at, at + slack + 1).findIndex(starts)
    parts.push(...entries.slice(at, at + Math.max(0, shift)))
    at += Math.max(0, shift)
    const once = entries.slice(at, at + period)
    const part = period === 1 ? once[0] : `[${writeRepeats(once, starts)}]`
    parts.push(times === 1 ? part : `${part}*${times}`)
    at += period * times
  }
  return parts.join(' → ')
}

function longestRun(entries: readonly string[], at: number): Run {
  let best: Run = { period: 1, times: 1, slack: 0 }
  for (let period = 1; period <= (entries.length - at) / 2; period++) {
    const length = period + countSame(entries, at, period)
    const times = Math.floor(length / period)
    if (times > 1 && period * times > best.period * best.times)
      best = { period, times, slack: length % period }
  }
  return best
}

/** Entries from `at` on that come again one period later. */
function countSame(entries: readonly string[], at: number, period: number): number {
  let same = 0
  while (at + period + same < entries.length && entries[at + same] === entries[at + period + same]) same++
  return same
}
