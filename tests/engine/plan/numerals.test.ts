import { describe, expect, it } from 'vitest'
import { grouped } from '../../../engine/plan/numerals'
import { createRandom } from '../../../engine/random'

describe('grouped', () => {
  it.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1000, 0, '1,000'],
    [-1234567, 0, '−1,234,567'],
    [-0.2, 0, '0'],
    [1234.5, 6, '1,234.5'],
    [0.000001, 6, '0.000001'],
    [138_357_544, 0, '138,357,544'],
    [Number.POSITIVE_INFINITY, 0, '∞'],
    [Number.NEGATIVE_INFINITY, 6, '−∞'],
    [Number.NaN, 0, 'NaN'],
    [2e21, 6, '2·10²¹'],
  ])('writes %f with at most %i decimals as %s', (value, decimals, written) => {
    expect(grouped(value, decimals)).toBe(written)
  })

  it('writes what the browser would', () => {
    const random = createRandom(1)
    for (const decimals of [0, 6]) {
      const browser = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals })
      for (let i = 0; i < 1000; i++) {
        // Few decimals: where a longer one is half way, the browser rounds what is written, not what is there.
        const value = Number((random.normal() * 10 ** (9 * random.uniform() - 2)).toFixed(4))
        expect(grouped(value, decimals)).toBe(browser.format(value).replace('-', '−').replace(/^−0$/, '0'))
      }
    }
  })
})
