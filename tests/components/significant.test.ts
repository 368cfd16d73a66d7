import { describe, expect, it } from 'vitest'
import { formatLoss, formatSignificant } from '../../components/significant'

describe('numbers whose size is not known beforehand', () => {
  it('keep three significant digits, however small or large', () => {
    expect(formatSignificant(0.004123, 3)).toBe('0.00412')
    expect(formatSignificant(-0.00000307, 3)).toBe('−3.07·10⁻⁶')
    expect(formatSignificant(12345, 3)).toBe('12345')
    expect(formatSignificant(2.47e7, 3)).toBe('2.47·10⁷')
    expect(formatSignificant(0, 3)).toBe('0')
  })

  it('a loss takes few letters, whether it is small or has run away', () => {
    expect(formatLoss(Math.LN10)).toBe('2.30')
    expect(formatLoss(246_894.3)).toBe('246,894')
    expect(formatLoss(24_689_400)).toBe('2.47·10⁷')
    expect(formatLoss(Number.NaN)).toBe('NaN')
  })
})
