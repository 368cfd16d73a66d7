import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCell } from '../../../components/unit/format-cell'
import { addsUp, strongest } from '../../../components/unit/shown-sum'

describe('shown digits add up, or the page says ≈', () => {
  it('0.1 + 0.2 is 0.3 in the digits one sees', () => expect(addsUp([0.1, 0.2], 0.3, 3)).toBe(true))
  it('three thirds shown as 0.333 are not the shown 1.000', () =>
    expect(addsUp([1 / 3, 1 / 3, 1 / 3], 1, 3)).toBe(false))
  it('the ten channels of the picture in the design, with the bias, make 1.441', () => {
    const sums = [0.197, 0.156, 0.449, 0, 0.834, 0.557, -0.133, -0.733, 0.398, -0.011]
    expect(addsUp([...sums, -0.273], 1.441, 3)).toBe(true)
    expect(strongest(sums)).toBe(4)
  })
  it('whatever numbers are shown: = stands exactly where the digits on screen sum to the total on screen', () =>
    fc.assert(
      fc.property(fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { maxLength: 12 }), (parts) => {
        const total = parts.reduce((a, b) => a + b, 0)
        const shown = parts.map((p) => BigInt(p.toFixed(3).replace('.', '')))
        const sum = shown.reduce((a, b) => a + b, 0n)
        expect(addsUp(parts, total, 3)).toBe(sum === BigInt(total.toFixed(3).replace('.', '')))
      }),
    ))
})

describe('a cell shows two decimals', () => {
  it('with a true minus', () => expect(formatCell(-0.0651)).toBe('−0.07'))
})
