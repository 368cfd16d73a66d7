import { describe, expect, it } from 'vitest'
import { highestLoss } from '../../../components/charts/loss-scales'

const history = (losses: readonly number[], smoothed = 0) => ({
  points: losses.map((loss, step) => ({ step, loss, smoothed, accuracy: 0 })),
  validation: [],
})

describe('the end of the loss axis', () => {
  it('leaves three of a hundred losses beyond it', () => {
    const losses = Array.from({ length: 101 }, (_, i) => 100 - i)
    expect(highestLoss(history(losses), 1)).toBe(97)
  })

  it('stands between two losses where the share falls between them', () => {
    expect(highestLoss(history([1, 5]), 0)).toBeCloseTo(1 + 0.97 * 4)
  })

  it('is above the level of guessing, and above the smoothed curve', () => {
    expect(highestLoss(history([]), 2)).toBeCloseTo(2.24)
    expect(highestLoss(history([1, 1], 9), 2)).toBe(9)
  })

  it('knows nothing of what is not finite', () => {
    const { NaN: nothing, POSITIVE_INFINITY: infinite } = Number
    expect(highestLoss(history([3, nothing, infinite, 3], infinite), 1)).toBe(3)
  })
})
