import { describe, expect, it } from 'vitest'
import { statisticsOf } from '../../../engine/probe/statistics'

describe('statistics of an array', () => {
  it('are least, largest and the share of numbers above zero', () => {
    expect(statisticsOf(Float32Array.of(-2, 0, 1, 3))).toMatchObject({ min: -2, max: 3, active: 0.5 })
  })

  it('give the 98.5th percentile of the absolute values, exactly for a small array', () => {
    // 0, −1, 2, −3 … 199: sorted, number 196 of 0 … 199 is 196 (0.985 · 199 = 196.0).
    const values = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i : -i))
    expect(statisticsOf(values).spread).toBe(196)
    expect(values[7]).toBe(-7) // the array itself is not reordered
  })

  it('are near the percentile for a large one, of a sample', () => {
    const values = Float32Array.from({ length: 100_000 }, (_, i) => ((i * 7919) % 100_000) / 100_000)
    expect(statisticsOf(values).spread).toBeCloseTo(0.985, 2)
  })

  it('of equal numbers, of zeros and of nothing are plain', () => {
    expect(statisticsOf(new Float32Array(5000).fill(-4))).toEqual({ min: -4, max: -4, spread: 4, active: 0 })
    expect(statisticsOf(new Float32Array(3))).toEqual({ min: 0, max: 0, spread: 0, active: 0 })
    expect(statisticsOf(new Float32Array(0))).toEqual({ min: 0, max: 0, spread: 0, active: 0 })
  })
})
