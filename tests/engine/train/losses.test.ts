import { describe, expect, it } from 'vitest'
import { lossNames, lossOfGuessing } from '../../../engine/plan/losses'
import { SpecError } from '../../../engine/shape'
import { hinge, lossOf, softmaxCrossEntropy, squaredError } from '../../../engine/train/losses'

const scores = (...rows: number[][]) => ({
  shape: [rows.length, rows[0].length, 1, 1],
  data: Float64Array.from(rows.flat()),
})

describe('softmaxCrossEntropy', () => {
  it('is ln 10 = 2.303 where ten classes are equally likely', () => {
    expect(softmaxCrossEntropy(scores(new Array(10).fill(4)), [7]).loss).toBeCloseTo(Math.log(10), 12)
  })

  it('has gradient share − 1 at the true class and share elsewhere, divided by the images', () => {
    const { loss, dScores } = softmaxCrossEntropy(scores([0, Math.log(3)], [0, 0]), [1, 0])
    const gradient = [0.25, -0.25, -0.5, 0.5]
    for (const [i, d] of gradient.entries()) expect(dScores.data[i]).toBeCloseTo(d / 2, 12)
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 12)
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

describe('hinge', () => {
  it('adds up by how much each other class comes nearer than 1 to the true one', () => {
    // 5.1 − 3.2 + 1 = 2.9 and max(0, −1.7 − 3.2 + 1) = 0; in the second picture no class comes near.
    const { loss, dScores } = hinge(scores([3.2, 5.1, -1.7], [1.3, 4.9, 2.0]), [0, 1])
    expect(loss).toBeCloseTo(2.9 / 2, 12)
    expect([...dScores.data]).toEqual([-0.5, 0.5, 0, 0, 0, 0])
  })

  it('is the number of other classes where all scores are alike, and its gradient counts them', () => {
    const { loss, dScores } = hinge(scores([0, 0, 0, 0]), [2])
    expect(loss).toBe(3)
    expect([...dScores.data]).toEqual([1, 1, -3, 1])
  })

  it('is 0 from a margin of 1 on', () => {
    expect(hinge(scores([1, 0]), [0])).toMatchObject({ loss: 0 })
    expect([...hinge(scores([1, 0]), [0]).dScores.data]).toEqual([0, 0])
  })

  it('is not finite where a score is not, be it the true one', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(hinge(scores([bad, 0, 1]), [0]).loss).not.toSatisfy(Number.isFinite)
    }
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(hinge(scores([0, bad, 1]), [0]).loss).not.toSatisfy(Number.isFinite)
    }
  })
})

describe('squaredError', () => {
  it('is half the squares, a mean over the pictures', () => {
    const { loss, dScores } = squaredError(scores([1, 2], [0, 5]), scores([1, 4], [3, 1]))
    expect(loss).toBe((4 + 9 + 16) / 2 / 2)
    expect([...dScores.data]).toEqual([0, -1, -1.5, 2])
  })

  it('refuses targets that are not one for each output', () => {
    expect(() => squaredError(scores([1, 2]), scores([1]))).toThrow(/1 targets.*2 outputs/)
  })

  it('refuses labels, which may come from JavaScript, in one sentence', () => {
    for (const labels of [[1, 0], Float64Array.of(1, 0), undefined]) {
      const given: unknown[] = [scores([1, 2], [3, 4]), labels]
      expect(() => Reflect.apply(squaredError, null, given)).toThrow(
        expect.objectContaining({
          name: 'SpecError',
          message: expect.stringMatching(/a tensor of 2×2×1×1, one for each output/),
        }),
      )
    }
  })
})

describe('the loss of a trainer', () => {
  it('is the squared error to one-hot labels, or to targets where they are given', () => {
    const y = scores([0.25, 0.5, 0])
    const oneHot = lossOf('squaredError', y, { labels: [1] })
    expect(oneHot).toMatchObject(squaredError(y, scores([0, 1, 0])))
    expect(oneHot.correct).toBe(1)
    const targets = scores([1, 1, 1])
    expect(lossOf('squaredError', y, { labels: [1], targets })).toMatchObject(squaredError(y, targets))
  })

  it('counts the pictures whose largest score is the label’s', () => {
    const three = scores([0, 1], [1, 0], [0, 0])
    for (const name of lossNames) expect(lossOf(name, three, { labels: [1, 1, 0] }).correct).toBe(2)
  })

  it('has the gradient that its differences have', () => {
    const at = [0.3, -1.2, 2.5, 0.7, 0.1, -0.4]
    const step = 1e-6
    for (const name of lossNames) {
      const value = (i: number, by: number) =>
        lossOf(name, scores(...rows(at.with(i, at[i] + by))), { labels: [1, 2] }).loss
      const { dScores } = lossOf(name, scores(...rows(at)), { labels: [1, 2] })
      for (const i of at.keys()) {
        expect(dScores.data[i], `${name}, score ${i}`).toBeCloseTo(
          (value(i, step) - value(i, -step)) / (2 * step),
          6,
        )
      }
    }
  })

  it('begins as the loss of guessing says, where all scores are 0', () => {
    for (const name of lossNames) {
      const none = scores(new Array(7).fill(0))
      expect(lossOf(name, none, { labels: [4] }).loss).toBeCloseTo(lossOfGuessing(name, 7), 12)
    }
  })

  it('refuses a class that has no score, whichever loss it is', () => {
    for (const name of lossNames) {
      for (const label of [3, -1, 0.5, Number.NaN]) {
        expect(() => lossOf(name, scores([0, 1, 2]), { labels: [label] }), name).toThrow(SpecError)
      }
    }
  })
})

const rows = (six: number[]): number[][] => [six.slice(0, 3), six.slice(3)]

describe('a loss refuses', () => {
  const short = { shape: [2, 2, 1, 1], data: Float64Array.of(1, 2, 3) }

  it('scores that are not all there, or of no image', () => {
    for (const loss of [softmaxCrossEntropy, hinge]) {
      expect(() => loss(short, [0, 0])).toThrow(/2×2×1×1 were given with 3 numbers/)
      expect(() => loss({ shape: [0, 2, 1, 1], data: new Float64Array(0) }, [])).toThrow(SpecError)
    }
  })

  it('fewer labels than images, in one sentence', () => {
    expect(() => softmaxCrossEntropy(scores([1, 2], [3, 4]), [0])).toThrow(/Class — .* 0 to 1/)
  })

  it('as many targets in another shape, and targets that are not all there', () => {
    const y = scores([1, 2, 3], [4, 5, 6])
    expect(() => squaredError(y, { shape: [3, 2, 1, 1], data: new Float64Array(6) })).toThrow(SpecError)
    expect(() => squaredError(y, { shape: [2, 3, 1, 1], data: new Float64Array(5) })).toThrow(/5 targets/)
  })
})
