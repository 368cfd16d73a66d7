import { digits } from './digits'
import { type Spread, spreadOf } from './statistics'

export type Unit = '×' | '%' | 'ms' | 'GFLOP/s' | 'GB/s' | 'MiB'

/** What is asked for, where something is. */
export interface Target {
  readonly floor: number
  readonly aim: number
}

/** One line of the table. */
export interface Row {
  readonly group: string // 'training step, against ConvNetJS'
  readonly workload: string // 'convnetjs-cifar10, batch 32'
  readonly unit: Unit
  readonly value: Spread
  readonly target?: Target
  /** One of many measured by themselves: in a second table. */
  readonly detail?: boolean
  /** What stands behind it: times, formulations. */
  readonly note?: string
}

/** Less is better for times and memory. */
export const isLess = (unit: Unit): boolean => unit === 'ms' || unit === 'MiB'

export function verdict({ unit, value, target }: Row): '' | 'aim' | 'floor' | 'below' {
  if (!target) return ''
  const reaches = (wanted: number): boolean =>
    isLess(unit) ? value.median <= wanted : value.median >= wanted
  if (reaches(target.aim)) return 'aim'
  return reaches(target.floor) ? 'floor' : 'below'
}

/** `962 → 43.5 ms`: theirs, ours. */
export const arrow = (theirs: readonly number[], ours: readonly number[]): string => {
  const [slow, fast] = [theirs, ours].map((times) => digits(spreadOf(times).median))
  return `${slow} → ${fast} ms`
}
