/** What the chart of a training run draws: points in order of their steps. */
export interface TrainingHistory {
  readonly points: readonly HistoryPoint[]
  readonly validation: readonly { readonly step: number; readonly accuracy: number; readonly loss: number }[]
}

export interface HistoryPoint {
  readonly step: number
  readonly loss: number // mean of the steps this point stands for
  readonly smoothed: number
  readonly accuracy: number // share, 0 … 1
}

/**
 * The raw loss as one low and one high per pixel column: what a curve of thousands of points looks like at this width,
 * at a fraction of the path. Points that are not finite are left out, here as everywhere in a chart.
 */
export function envelope(
  points: readonly { x: number; y: number }[],
): readonly { x: number; low: number; high: number }[] {
  const columns: { x: number; low: number; high: number }[] = []
  for (const { x, y } of points) {
    if (!Number.isFinite(y)) continue
    const column = Math.round(x)
    const last = columns.at(-1)
    if (last && last.x === column) {
      last.low = Math.min(last.low, y)
      last.high = Math.max(last.high, y)
    } else columns.push({ x: column, low: y, high: y })
  }
  return columns
}

/** Of points in order of `x`, px, the last in each pixel column: a smoothed curve shows no more at this width. */
export const lastPerColumn = <Point>(points: readonly Point[], x: (point: Point) => number): Point[] =>
  points.filter(
    (point, i) => i === points.length - 1 || Math.round(x(point)) !== Math.round(x(points[i + 1])),
  )
