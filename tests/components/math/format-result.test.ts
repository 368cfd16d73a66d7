import { expect, test } from 'vitest'
import { formatResult } from '../../../components/math/format-result'

test('a whole result has its commas', () => expect(formatResult(105_705_600)).toBe('105,705,600'))

test('a count beyond 2^53 is about so many, never digits made up', () => {
  expect(formatResult(2 ** 53 - 1)).toBe('9,007,199,254,740,991')
  expect(formatResult(2 ** 53)).toBe('≈ 9.01·10¹⁵')
  expect(formatResult(4033 ** 2 * 4096 * (64 ** 2 * 4096 + 1))).toBe('≈ 1.12·10¹⁸')
})

test('a fraction that ends is written to its end', () => {
  expect(formatResult(54.25)).toBe('54.25')
  expect(formatResult(4.5)).toBe('4.5')
})

test('a fraction that goes on is cut, not rounded, and says so', () => {
  expect(formatResult(7 / 3)).toBe('2.333…')
  expect(formatResult(8 / 3)).toBe('2.666…')
  expect(formatResult(3 + 1 / 11)).toBe('3.090…')
})

test('a fraction just below a thousandth, as doubles give it, is written to its end; one of thousands has its commas', () => {
  expect(formatResult(54.25 - 1e-11)).toBe('54.25')
  expect(formatResult(1234.0004)).toBe('1,234.000…')
})

test('a negative result has a true minus', () => {
  expect(formatResult(-1)).toBe('−1')
  expect(formatResult(-1 / 3)).toBe('−0.333…')
})
