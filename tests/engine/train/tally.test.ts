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

it('keeps no table of a thousand classes and one', () => {
  const wide = (classes: number) => createTally(classes, 'crossEntropy').verdict().confusion
  expect(wide(1000)).toHaveLength(1000)
  expect(wide(1001)).toEqual([])
  const tally = createTally(1001, 'crossEntropy')
  tally.add({ shape: [1, 1001, 1, 1], data: new Float32Array(1001) }, { labels: [1000] })
  expect(tally.verdict()).toMatchObject({ count: 1, confusion: [] })
})

it('judges targets of one’s own without labels', () => {
  const tally = createTally(2, 'squaredError')
  tally.add(scores([3, 1]), { targets: scores([1, 1]) })
  expect(tally.verdict()).toEqual({
    accuracy: 0,
    loss: 2,
    count: 1,
    confusion: [
      [0, 0],
      [0, 0],
    ],
  })
})
