/** What is said of a handful of measurements: the middle one, and how far the middle half spreads. */
export interface Spread {
  readonly median: number
  readonly low: number // lower quartile
  readonly high: number // upper quartile
}

/** The number below which the share `q` of the values lies, between two of them by straight line (R's type 7). */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('no quantile of nothing')
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
})

/** Round by round, so that what slows a whole round slows both sides of its ratio. */
export function ratios(of: readonly number[], to: readonly number[]): number[] {
  if (of.length !== to.length) throw new RangeError(`${of.length} rounds against ${to.length}`)
  return of.map((value, round) => value / to[round])
}
