import { describe, expect, test } from 'vitest'
import {
  cellsOf,
  countDrawn,
  rowsOf,
  stripRange,
  windowAt,
  windowValue,
} from '../../../components/math/windows'
import { type Axis, measure } from '../../../engine/index'

const axis = (n: number, f: number, s: number, p = 0, rest: Partial<Axis> = {}): Axis => ({
  n,
  f,
  s,
  before: p,
  after: p,
  dilation: 1,
  rounding: 'exact',
  ...rest,
})

describe('the windows that are drawn', () => {
  test('7, 3, S = 3 shows two and the one that lacks room', () => {
    const seven = axis(7, 3, 3)
    const measured = measure(seven)
    expect(countDrawn(measured)).toBe(3)
    expect(windowAt(seven, 2)).toEqual({ number: 3, start: 6, end: 9, state: 'missing' })
    expect(stripRange(seven, measured)).toEqual([0, 9])
    const unread = cellsOf(seven, measured, 0, 9).filter(({ kind, read }) => kind === 'pixel' && !read)
    expect(unread.map(({ index }) => index)).toEqual([6])
  })

  test('padding begins before the first pixel', () => {
    const padded = axis(7, 3, 3, 1)
    expect(windowAt(padded, 0)).toMatchObject({ start: -1, end: 2, state: 'complete' })
    expect(cellsOf(padded, measure(padded), -1, 8).map(({ kind }) => kind)).toEqual([
      'padding',
      ...Array.from({ length: 7 }, () => 'pixel'),
      'padding',
    ])
  })

  test('rounding up lets the last window hang over, rounding down leaves it out', () => {
    const up = axis(7, 3, 3, 0, { rounding: 'ceil' })
    expect(windowAt(up, 2).state).toBe('hanging')
    expect(countDrawn(measure(up))).toBe(3)
    expect(countDrawn(measure(axis(7, 3, 3, 0, { rounding: 'floor' })))).toBe(2)
  })

  test('where not one window fits, rounding up shows none either', () => {
    const wide: Axis = { n: 3, f: 9, s: 2, before: 0, after: 0, dilation: 1, rounding: 'ceil' }
    expect(windowAt(wide, 0).state).toBe('missing')
    expect(windowAt({ ...wide, f: 4 }, 0).state).toBe('hanging') // (3 − 4)/2 + 1 is half a window
  })

  test('many windows become the first ones, a gap and the last two', () => {
    const ten = axis(10, 3, 1)
    expect(
      rowsOf(ten, measure(ten), 5).map((row) =>
        row.kind === 'window' ? row.window.number : [row.from, row.to],
      ),
    ).toEqual([1, 2, [3, 6], 7, 8])
  })

  test('the picture’s sums are those of its digits: 3 + 4 = 7, 1 + 9 = 10', () => {
    const seven = axis(7, 3, 3)
    expect([0, 1].map((i) => windowValue(seven, windowAt(seven, i), 'conv'))).toEqual([7, 10])
    expect([0, 1].map((i) => windowValue(seven, windowAt(seven, i), 'pool'))).toEqual([4, 9])
  })

  test('a pooling window wholly in the padding gives no number', () => {
    const blind = axis(7, 2, 2, 2, { rounding: 'ceil' })
    expect(windowValue(blind, windowAt(blind, 0), 'pool')).toBeNull()
    expect(windowValue(blind, windowAt(blind, 4), 'pool')).toBe(2) // half in the padding: the pixel wins
  })
})
