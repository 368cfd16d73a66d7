import { expect, it } from 'vitest'
import { quantile, ratios, spreadOf } from './statistics'

it('takes the middle of an odd number of values and the mean of the two middle ones of an even number', () => {
  expect(quantile([5, 1, 3], 0.5)).toBe(3)
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
})

it('finds the quartiles between two values by straight line', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 })
  expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 })
})

it('compares numbers as numbers, not as words', () => {
  expect(quantile([10, 9, 100], 0.5)).toBe(10)
})

it('does not reorder what it was given', () => {
  const values = [3, 1, 2]
  spreadOf(values)
  expect(values).toEqual([3, 1, 2])
})

it('has no middle of nothing', () => {
  expect(() => quantile([], 0.5)).toThrow('nothing')
})

it('divides round by round, so that a slow round changes no ratio', () => {
  expect(ratios([10, 40, 10], [2, 8, 2])).toEqual([5, 5, 5])
  expect(() => ratios([1], [1, 2])).toThrow('1 rounds against 2')
})
