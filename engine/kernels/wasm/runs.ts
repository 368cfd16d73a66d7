import { bytes } from './sheet'

/** A term of a sum along one axis: which cell of the sheet it reads and which weight of the filter it takes, in numbers. */
export interface Term {
  readonly cell: number
  readonly weight: number
}

export interface Axis {
  readonly count: number
  term(i: number): Term
}

/**
 * Terms of a sum in the order in which `assembly/gather.ts` adds them up: cells and weights of the axes add up to a term for each triple,
 * and those along the `inner` axis, whose cells lie `step` apart, are a run.
 */
export interface Runs {
  readonly outer: readonly [Axis, Axis]
  readonly inner: Axis
  readonly step: number
}

/**
 * Runs along the channels or the columns, whichever are more: to begin a run takes as long as two of its terms. Where a stride sorts the
 * columns, they are no step apart.
 */
export function runsOf(channels: Axis, rows: Axis, columns: Axis, sorted: boolean): Runs {
  return columns.count > 1 && columns.count >= channels.count && !sorted
    ? { outer: [channels, rows], inner: columns, step: stepOf(columns) }
    : { outer: [rows, columns], inner: channels, step: stepOf(channels) }
}

const stepOf = (axis: Axis): number => (axis.count > 1 ? axis.term(1).cell - axis.term(0).cell : 0)

export const runCount = ({ outer: [a, b] }: Runs): number => a.count * b.count

export const termCount = (runs: Runs): number => runCount(runs) * runs.inner.count

/** Writes where each run begins and which weight each term takes, in bytes. */
export function writeRuns(i32: Int32Array, starts: number, weights: number, runs: Runs): void {
  const { outer, inner } = runs
  let [start, weight] = [starts / 4, weights / 4]
  for (let i = 0; i < outer[0].count; i++) {
    for (let j = 0; j < outer[1].count; j++) {
      const [a, b] = [outer[0].term(i), outer[1].term(j)]
      i32[start++] = bytes(a.cell + b.cell + inner.term(0).cell)
      for (let k = 0; k < inner.count; k++) i32[weight++] = bytes(a.weight + b.weight + inner.term(k).weight)
    }
  }
}
