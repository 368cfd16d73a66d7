import { describe, expect, it } from 'vitest'
import { checkSchedule, rateAt, type Schedule } from '../../../engine/plan/schedule'
import { SpecError } from '../../../engine/shape'

describe('the rate of a step', () => {
  it('stays, where nothing else is said', () => {
    expect(rateAt({ type: 'constant' }, 0.1, 1e9)).toBe(0.1)
  })

  it('is multiplied by the factor after every so many steps', () => {
    const schedule = { type: 'step', every: 10, factor: 0.5 } as const
    expect([0, 9, 10, 19, 20, 30].map((step) => rateAt(schedule, 8, step))).toEqual([8, 8, 4, 4, 2, 1])
  })

  it('falls along half a cosine to its floor, and stays there', () => {
    const schedule = { type: 'cosine', steps: 100, floor: 0.2 } as const
    expect(rateAt(schedule, 10, 0)).toBe(10)
    expect(rateAt(schedule, 10, 50)).toBeCloseTo(6, 12)
    expect(rateAt(schedule, 10, 25)).toBeCloseTo(2 + 4 * (1 + Math.SQRT1_2), 12)
    expect(rateAt(schedule, 10, 100)).toBeCloseTo(2, 12)
    expect(rateAt(schedule, 10, 1e6)).toBeCloseTo(2, 12)
    expect(rateAt({ type: 'cosine', steps: 4 }, 1, 4)).toBe(0)
  })

  it('never rises and never falls below zero', () => {
    const all: Schedule[] = [
      { type: 'constant' },
      { type: 'step', every: 7, factor: 0.3 },
      { type: 'cosine', steps: 60, floor: 0.01 },
    ]
    for (const schedule of all) {
      const rates = Array.from({ length: 100 }, (_, step) => rateAt(schedule, 1, step))
      for (const [i, rate] of rates.entries()) {
        expect(rate).toBeGreaterThanOrEqual(0)
        if (i > 0) expect(rate).toBeLessThanOrEqual(rates[i - 1])
      }
    }
  })
})

describe('a stranger’s schedule', () => {
  it('is read with its default', () => {
    expect(checkSchedule({ type: 'cosine', steps: 5, colour: 'red' })).toEqual({
      ...{ type: 'cosine', steps: 5 },
      floor: 0,
    })
    expect(checkSchedule({ type: 'constant', every: 3 })).toEqual({ type: 'constant' })
  })

  it.each([
    [null],
    ['step'],
    [{ type: 'toString' }],
    [{ type: 'step', every: 0, factor: 0.5 }],
    [{ type: 'step', every: 1.5, factor: 0.5 }],
    [{ type: 'step', every: 10 }],
    [{ type: 'step', every: 10, factor: 2 }],
    [{ type: 'cosine', steps: Number.NaN }],
    [{ type: 'cosine', steps: 10, floor: -0.1 }],
  ])('is refused with a sentence: %o', (raw) => {
    expect(() => checkSchedule(raw)).toThrow(SpecError)
  })
})
