import { describe, expect, it } from 'vitest'
import { formatCell, formatScore, formatTight } from '../../../components/unit/format-cell'

describe('the digits of a cell', () => {
  it('are two decimals with their leading zero', () => {
    expect(formatCell(0.142)).toBe('0.14')
    expect(formatCell(-0.142)).toBe('−0.14')
    expect(formatCell(123.4)).toBe('123.4')
  })

  it('never read 0.00 for a number that is not 0', () => {
    expect(formatCell(0.0041)).toBe('0.004')
    expect(formatCell(-0.00003)).toBe('−3e−5')
    expect(formatCell(0)).toBe('0.00')
  })

  it('write what ran away by its power of ten', () => {
    expect(formatCell(-2.66e22)).toBe('−3e22')
    expect(formatScore(123456)).toBe('1e5')
    expect(formatScore(-104.23)).toBe('−104.2')
    expect(formatScore(Number.NaN)).toBe('–')
  })
})

describe('a cell of a wide table', () => {
  it('holds two digits without the zero before the point, so that neighbours never touch', () => {
    expect([0.134, -0.77, 0.996, -1.46, 12.34, -123.4, 1234].map(formatTight)).toEqual([
      '.13',
      '−.77',
      '1.0',
      '−1.5',
      '12',
      '−123',
      '1e3',
    ])
  })

  it('says ≈0 of what two digits would round away, and 0 of nothing else', () => {
    expect([0, 0.0041, -0.002, -0.00003].map(formatTight)).toEqual(['0', '≈0', '≈0', '≈0'])
  })
})
