import { describe, expect, it } from 'vitest'
import { fillNormal, keysOf, normalAt } from '../../engine/counter-random'

const COUNT = 200_000

function drawn(seed: number, purpose: string, count = COUNT): Float64Array {
  const numbers = new Float64Array(count)
  fillNormal(numbers, 0, count, keysOf(seed, purpose), 1)
  return numbers
}

const mean = (numbers: Float64Array): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length

/** Φ(z) by Simpson's rule over the density, from −∞ taken as −9. */
function shareBelow(z: number): number {
  const parts = 20_000
  const step = (z + 9) / parts
  let sum = 0
  for (let i = 0; i <= parts; i++) {
    const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * Math.exp(-0.5 * (-9 + i * step) ** 2)
  }
  return (sum * step) / 3 / Math.sqrt(2 * Math.PI)
}

describe('normal numbers by counter', () => {
  it('are the same in pieces of any size and in any order', () => {
    const [whole, pieces] = [drawn(3, 'fc6.weights', 1000), new Float64Array(1000)]
    for (const [from, end] of [
      [617, 1000],
      [0, 1],
      [1, 617],
    ])
      fillNormal(pieces, from, end, keysOf(3, 'fc6.weights'), 1)
    expect(pieces).toEqual(whole)
  })

  it('have mean 0, variance 1, no skew and the kurtosis 3 of the normal distribution', () => {
    const numbers = drawn(1, 'conv1.weights')
    const moment = (power: number): number => mean(numbers.map((n) => n ** power))
    // Five standard errors: √(1/n), √(2/n), √(15/n), √(96/n).
    for (const [power, expected, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ])
      expect(Math.abs(moment(power) - expected)).toBeLessThan(5 * Math.sqrt(variance / COUNT))
  })

  it('fill equal shares of the distribution equally', () => {
    const shares = 64
    const limits = Array.from({ length: shares - 1 }, (_, i) => normalAt((i + 1) / shares))
    const counts = new Array<number>(shares).fill(0)
    for (const n of drawn(2, 'conv2.weights')) counts[limits.filter((limit) => n >= limit).length]++
    const expected = COUNT / shares
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(63 + 5 * Math.sqrt(2 * 63)) // 63 degrees of freedom
  })

  it('say nothing of their neighbours, near or a power of two away', () => {
    const numbers = drawn(4, 'conv3.weights')
    for (const lag of [1, 2, 3, 4, 16, 256, 4096, 65_536]) {
      const products = numbers.subarray(lag).map((n, i) => n * numbers[i])
      expect(Math.abs(mean(products)), `lag ${lag}`).toBeLessThan(5 / Math.sqrt(products.length))
    }
  })

  it('say nothing of those of another purpose or seed, however near', () => {
    const numbers = drawn(7, 'conv1.weights')
    for (const other of [drawn(8, 'conv1.weights'), drawn(7, 'conv2.weights'), drawn(-7, 'conv1.weights')])
      expect(Math.abs(mean(numbers.map((n, i) => n * other[i])))).toBeLessThan(5 / Math.sqrt(COUNT))
  })

  it('lie where the distribution says, to seven digits', () => {
    for (const p of [2 ** -33, 1e-9, 1e-6, 0.001, 0.07, 0.0749, 0.0751, 0.3, 0.5, 0.7, 0.93, 0.999])
      expect(shareBelow(normalAt(p)) / p).toBeCloseTo(1, 5)
    expect(normalAt(0.975)).toBeCloseTo(1.959963985, 6)
    expect(normalAt(0.5)).toBe(0)
  })
})
