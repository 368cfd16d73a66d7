import { type Range, trainingLimits } from '../../../engine/index'

const reach = ({ least, most }: Range) => ({ min: least, max: most })

/** What the controls of training reach; a link is held to the same limits. */
export const limits = {
  rate: { ...reach(trainingLimits.rate), decimals: 4 },
  momentum: { ...reach(trainingLimits.momentum), step: 0.01, decimals: 2 },
  l2: { ...reach(trainingLimits.l2), step: 0.0001, decimals: 4 },
} as const

export const batchSizes: readonly number[] = [1, 4, 8, 16, 32, 64, 128, 256]

/** Steps per second; null: as fast as it goes. */
export const speeds: readonly (number | null)[] = [null, 10, 4, 2, 1, 0.5]
