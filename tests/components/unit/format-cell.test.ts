import { describe, expect, it } from 'vitest'
import { formatCell, formatScore } from '../../../components/unit/format-cell'

describe('the digits of a cell', () => {
  it('are two decimals with their leading zero, in a tight cell too', () => {
    expect(formatCell(0.142)).toBe('0.14')
    expect(formatCell(-0.142, true)).toBe('−0.14')
    expect(formatCell(12.34, true)).toBe('12.3')
  })

  it('never read 0.00 for a number that is not 0', () => {
    expect(formatCell(0.0041, true)).toBe('0.004')
    expect(formatCell(-0.00003, true)).toBe('−3e−5')
    expect(formatCell(0)).toBe('0.00')
  })

  it('write what ran away by its power of ten', () => {
    expect(formatCell(-2.66e22, true)).toBe('−3e22')
    expect(formatScore(123456)).toBe('1e5')
    expect(formatScore(-104.23)).toBe('−104.2')
    expect(formatScore(Number.NaN)).toBe('–')
  })
})
