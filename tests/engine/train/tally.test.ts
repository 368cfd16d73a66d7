import { expect, it } from 'vitest'
import { createTally } from '../../../engine/train/tally'

const scores = (...rows: number[][]) => ({
  shape: [rows.length, 2, 1, 1],
  data: Float64Array.from(rows.flat()),
})

it('weighs each batch by its pictures', () => {
  const tally = createTally(2, 'crossEntropy')
  tally.add(scores([0, 0], [0, 0], [5, 0]), { labels: [0, 1, 1] })
  tally.add(scores([0, Math.log(3)]), { labels: [1] })
  const { accuracy, loss, count, confusion } = tally.verdict()
  expect({ accuracy, count, confusion }).toEqual({
    accuracy: 2 / 4,
    count: 4,
    confusion: [
      [1, 0],
      [2, 1],
    ],
  })
  expect(loss).toBeCloseTo((2 * Math.LN2 + Math.log(1 + Math.exp(5)) + Math.log(4 / 3)) / 4, 12)
})

it('is 0 of 0 before the first picture', () => {
  expect(createTally(2, 'crossEntropy').verdict()).toMatchObject({ accuracy: 0, loss: 0, count: 0 })
})
