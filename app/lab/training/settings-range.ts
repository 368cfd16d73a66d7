/** What the controls of training reach; a link is held to the same limits. */
export const limits = {
  rate: { min: 1e-5, max: 10, decimals: 4 },
  momentum: { min: 0, max: 0.999, step: 0.01, decimals: 2 },
  l2: { min: 0, max: 1, step: 0.0001, decimals: 4 },
} as const

export const batchSizes: readonly number[] = [1, 4, 8, 16, 32, 64, 128, 256]

/** Steps per second; null: as fast as it goes. */
export const speeds: readonly (number | null)[] = [null, 10, 4, 2, 1, 0.5]
