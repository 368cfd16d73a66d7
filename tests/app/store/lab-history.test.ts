import { describe, expect, it } from 'vitest'
import { createHistory, MOST_POINTS } from '../../../app/store/lab-history'
import { MOST_SAMPLES } from '../../../app/store/validation-history'

const beat = (step: number, losses: number[]) => ({
  step,
  losses,
  accuracies: losses.map(() => 0.5),
  validation: null,
})

describe('the history of a run', () => {
  it('has a point for every step at first', () => {
    const history = createHistory()
    history.add(beat(2, [2.3, 2.1]))
    history.add(beat(3, [2]))
    expect(history.read().points.map(({ step, loss }) => [step, loss])).toEqual([
      [1, 2.3],
      [2, 2.1],
      [3, 2],
    ])
  })

  it('smooths exponentially: a twentieth of the newest, the rest of what was', () => {
    const history = createHistory()
    history.add(beat(2, [2, 1]))
    expect(history.read().points.map(({ smoothed }) => smoothed)).toEqual([2, 1.95])
  })

  it('never has more than 2,000 points, whatever the number of steps; they are means of equal runs', () => {
    const history = createHistory()
    for (let step = 0; step < 20_000; step += 100) {
      history.add(
        beat(
          step + 100,
          Array.from({ length: 100 }, (_, i) => step + i + 1),
        ),
      )
      expect(history.read().points.length).toBeLessThanOrEqual(MOST_POINTS)
    }
    const { points } = history.read()
    expect(points.length).toBeGreaterThanOrEqual(MOST_POINTS / 2)
    const stride = points[1].step - points[0].step
    // A loss equal to its step: the mean of steps s − stride + 1 … s.
    for (const { step, loss } of points) expect(loss).toBeCloseTo(step - (stride - 1) / 2, 6)
    expect(points.at(-1)?.step).toBe(20_000 - (20_000 % stride))
  })

  it('leaves out what is not a number', () => {
    const history = createHistory()
    history.add(beat(3, [2, Number.NaN, 1.8]))
    expect(history.read().points.map(({ step }) => step)).toEqual([1, 3])
    expect(history.read().points.every(({ smoothed }) => Number.isFinite(smoothed))).toBe(true)
  })

  it('is cut back to a checkpoint and goes on as if nothing had been', () => {
    const [disturbed, undisturbed] = [createHistory(), createHistory()]
    undisturbed.add(beat(5, [5, 4, 3, 2, 1]))
    disturbed.add(beat(4, [5, 4, 3, 2]))
    disturbed.cutBack(2)
    disturbed.add(beat(5, [3, 2, 1]))
    expect(disturbed.read()).toEqual(undisturbed.read())
  })

  it('has a point for every step again when a run begins anew', () => {
    const history = createHistory()
    history.add(beat(MOST_POINTS + 500, Array<number>(MOST_POINTS + 500).fill(2)))
    history.cutBack(-1)
    history.add(beat(3, [3, 2, 1]))
    expect(history.read().points.map(({ step }) => step)).toEqual([1, 2, 3])
  })

  it('keeps validation points, and forgets those after the cut', () => {
    const history = createHistory()
    const validation = (step: number) => ({ step, accuracy: 0.3, loss: 2 })
    history.add({ ...beat(250, []), validation: validation(250) })
    history.add({ ...beat(500, []), validation: validation(500) })
    history.cutBack(300)
    expect(history.read().validation).toEqual([validation(250)])
  })

  it('keeps ever fewer of many validation points, evenly, and the newest', () => {
    const history = createHistory()
    const validation = (step: number) => ({ step, accuracy: 0.3, loss: 2 })
    for (let step = 250; step <= 250 * 10_000; step += 250) {
      history.add({ ...beat(step, []), validation: validation(step) })
      const { validation: kept } = history.read()
      expect(kept.length).toBeLessThanOrEqual(MOST_SAMPLES)
      expect(kept.at(-1)?.step).toBe(step)
    }
    const steps = history.read().validation.map(({ step }) => step)
    const gaps = steps.slice(1, -1).map((step, i) => step - steps[i])
    expect(new Set(gaps).size).toBe(1)
    expect(steps.length).toBeGreaterThan(MOST_SAMPLES / 3)
  })

  it('goes on evenly with validation points after a cut', () => {
    const history = createHistory()
    const validation = (step: number) => ({ step, accuracy: 0.3, loss: 2 })
    const take = (from: number, to: number) => {
      for (let step = from; step <= to; step++)
        history.add({ ...beat(step, []), validation: validation(step) })
    }
    take(1, 600)
    history.cutBack(300)
    take(301, 700)
    const steps = history.read().validation.map(({ step }) => step)
    expect(steps.at(-1)).toBe(700)
    expect(Math.max(...steps.slice(1).map((step, i) => step - steps[i]))).toBeLessThanOrEqual(8)
    history.cutBack(-1)
    take(1, 3)
    expect(history.read().validation.map(({ step }) => step)).toEqual([1, 2, 3])
  })
})
