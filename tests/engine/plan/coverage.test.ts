import { expect, test } from 'vitest'
import { readPixels, unreadPixels } from '../../../engine/plan/coverage'
import type { Axis } from '../../../engine/shape'

const axis = (n: number, f: number, s: number, more: Partial<Axis> = {}): Axis => ({
  n,
  f,
  s,
  before: 0,
  after: 0,
  dilation: 1,
  rounding: 'exact',
  ...more,
})

test('the pixel behind the last window is never read', () => {
  expect([...readPixels(axis(7, 3, 3))]).toEqual([1, 1, 1, 1, 1, 1, 0])
})

test('a stride wider than the filter jumps over pixels', () => {
  expect([...readPixels(axis(7, 1, 3))]).toEqual([1, 0, 0, 1, 0, 0, 1])
})

test('a dilated filter misses what lies between its taps', () => {
  expect([...readPixels(axis(5, 3, 1, { dilation: 2 }))]).toEqual([1, 0, 1, 0, 1])
})

test('a last window that is rounded up reads what is there', () => {
  expect([...readPixels(axis(7, 3, 3, { rounding: 'ceil' }))]).toEqual([1, 1, 1, 1, 1, 1, 1])
})

test.each([
  ['behind the last window', axis(7, 3, 3), { behind: 1, between: 0, inGaps: 0 }],
  ['between windows that lie apart', axis(7, 1, 3), { behind: 0, between: 4, inGaps: 0 }],
  ['in the gaps of a dilated filter', axis(5, 3, 1, { dilation: 2 }), { behind: 0, between: 0, inGaps: 2 }],
  ['nowhere', axis(7, 3, 2), { behind: 0, between: 0, inGaps: 0 }],
  [
    'between and behind, a last window being dropped',
    axis(19, 2, 4, { rounding: 'ceil' }),
    { behind: 1, between: 8, inGaps: 0 },
  ],
])('pixels are missed %s', (_where, setting, missed) => {
  expect(unreadPixels(setting)).toEqual(missed)
})
