import { describe, expect, test } from 'vitest'
import { logScale, nextValue } from '../../../components/controls/slider-scale'

describe('a logarithmic slider', () => {
  const rate = logScale(0.00001, 1)

  test('has its ends at its ends and the geometric mean in the middle', () => {
    expect([rate.toPlace(0.00001), rate.toPlace(1)]).toEqual([0, 1000])
    expect(rate.toValue(0)).toBe(0.00001)
    expect(rate.toValue(1000)).toBe(1)
    expect(rate.toValue(500)).toBe(0.0032) // 10^-2.5, two digits
  })

  test('puts a typed value that is outside at the nearer end', () => {
    expect(rate.toPlace(5)).toBe(1000)
    expect(rate.toPlace(0)).toBe(0)
  })
})

describe('nextValue', () => {
  test('adds steps without the dust of binary fractions', () => {
    expect(nextValue(0.1, 2, 0.1, 'linear')).toBe(0.3)
    expect(nextValue(7, -1, 1, 'linear')).toBe(6)
  })

  test('walks 1, 1.5, 2, 3, 5, 7 through the decades of a logarithmic scale, from any value', () => {
    expect(nextValue(0.001, 1, 1, 'log')).toBe(0.0015)
    expect(nextValue(0.007, 1, 1, 'log')).toBe(0.01)
    expect(nextValue(0.01, -1, 1, 'log')).toBe(0.007)
    expect(nextValue(0.0042, 1, 1, 'log')).toBe(0.005)
    expect(nextValue(0.0042, -1, 1, 'log')).toBe(0.003)
  })
})
