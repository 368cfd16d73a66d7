import { createRandom } from '../../engine/random'

/** The full run walks every case; the quick one a seeded sample of them. */
export const FULL = process.env.CONVSCOPE_FULL === '1'

export function sampled<T>(cases: readonly T[], count: number, seed = 1): readonly T[] {
  if (FULL || cases.length <= count) return cases
  const random = createRandom(seed)
  return Array.from({ length: count }, () => cases[random.below(cases.length)])
}
