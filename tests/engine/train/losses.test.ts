import { describe, expect, it } from 'vitest'
import { softmaxCrossEntropy } from '../../../engine/train/losses'

const scores = (...rows: number[][]) => ({
  shape: [rows.length, rows[0].length, 1, 1],
  data: Float64Array.from(rows.flat()),
})

describe('softmaxCrossEntropy', () => {
  it('is ln 10 = 2.303 where ten classes are equally likely', () => {
    expect(softmaxCrossEntropy(scores(new Array(10).fill(4)), [7]).loss).toBeCloseTo(Math.log(10), 12)
  })

  it('has gradient share − 1 at the true class and share elsewhere, divided by the images', () => {
    const { loss, dScores, correct } = softmaxCrossEntropy(scores([0, Math.log(3)], [0, 0]), [1, 0])
    const gradient = [0.25, -0.25, -0.5, 0.5]
    for (const [i, d] of gradient.entries()) expect(dScores.data[i]).toBeCloseTo(d / 2, 12)
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 12)
    expect(correct).toBe(2)
  })

  it('stays finite for scores whose exponentials are not', () => {
    expect(softmaxCrossEntropy(scores([1e300, 0]), [0]).loss).toBe(0)
    expect(softmaxCrossEntropy(scores([0, 800]), [0]).loss).toBe(800)
    expect(softmaxCrossEntropy(scores([-1e5, -1e5 - 1]), [0]).loss).toBeCloseTo(
      Math.log(1 + Math.exp(-1)),
      12,
    )
  })

  it('is not finite where a score is not', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(softmaxCrossEntropy(scores([0, bad, 1]), [0]).loss).not.toSatisfy(Number.isFinite)
    }
  })

  it('refuses a class that has no score', () => {
    expect(() => softmaxCrossEntropy(scores([0, 1]), [2])).toThrow(/Class 2.*2 scores/)
  })
})
