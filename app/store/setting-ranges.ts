import { type Range, trainingLimits } from '../../engine/index'

const reach = ({ least, most }: Range) => ({ min: least, max: most })

/** What the controls of training reach; a link is held to the same limits. */
export const settingRanges = {
  rate: { ...reach(trainingLimits.rate), decimals: 4 },
  momentum: { ...reach(trainingLimits.momentum), step: 0.01, decimals: 2 },
  rho: { ...reach(trainingLimits.rho), step: 0.01, decimals: 4 },
  beta1: { ...reach(trainingLimits.beta1), step: 0.01, decimals: 4 },
  beta2: { ...reach(trainingLimits.beta2), step: 0.001, decimals: 5 },
  epsilon: reach(trainingLimits.epsilon),
  every: { ...reach(trainingLimits.every), step: 100, decimals: 0 },
  factor: { ...reach(trainingLimits.factor), step: 0.05, decimals: 2 },
  steps: { ...reach(trainingLimits.steps), step: 100, decimals: 0 },
  floor: { ...reach(trainingLimits.floor), step: 0.01, decimals: 2 },
  deviation: { ...reach(trainingLimits.deviation), step: 0.01, decimals: 3 },
  value: { ...reach(trainingLimits.value), step: 0.01, decimals: 3 },
  biases: { ...reach(trainingLimits.biases), step: 0.01, decimals: 3 },
  l2: { ...reach(trainingLimits.l2), step: 0.0001, decimals: 4 },
} as const

/** Pixels. */
export const MOST_SHIFT = 4
export const shifts: readonly number[] = [0, 1, 2, MOST_SHIFT]

export const batchSizes: readonly number[] = [1, 4, 8, 16, 32, 64, 128, 256]

/** Steps per second; null: as fast as it goes. */
export const speeds: readonly (number | null)[] = [null, 10, 4, 2, 1, 0.5]
