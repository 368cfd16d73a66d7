import { describe, expect, it } from 'vitest'
import { createPacedBeats } from '../../app/engine-client/paced-beats'
import type { Beat } from '../../engine/protocol'

function createPage() {
  const told: Beat[] = []
  const paints: (() => void)[] = []
  const page = { hidden: false }
  const beats = createPacedBeats({
    deliver: (beat) => told.push(beat),
    afterPaint: (callback) => paints.push(callback),
    hidden: () => page.hidden,
  })
  const paintOnce = (): void => {
    for (const painted of paints.splice(0)) painted()
  }
  /** What a beat has changed, and once more. */
  const paint = (): void => {
    paintOnce()
    paintOnce()
  }
  return Object.assign(page, { beats, told, paint, paintOnce })
}

/** A beat that ends at a step; each loss is its step. */
const beat = (step: number, count: number, change: Partial<Beat> = {}): Beat => ({
  type: 'beat',
  session: 1,
  run: 1,
  step,
  epoch: 0,
  training: true,
  waiting: false,
  examplesPerSecond: 100,
  losses: Array.from({ length: count }, (_, i) => step - count + 1 + i),
  accuracies: Array<number>(count).fill(0.5),
  validation: null,
  ...change,
})
const sample = (step: number) => ({ step, accuracy: 0.5, loss: 1 })

describe('beats', () => {
  it('come at once where the page keeps up', () => {
    const { beats, told, paint } = createPage()
    for (const step of [2, 4, 6]) {
      beats.arrived(beat(step, 2))
      paint()
    }
    expect(told.map(({ losses }) => losses)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
  })

  it('leave every second paint to the reader', () => {
    const { beats, told, paintOnce } = createPage()
    beats.arrived(beat(2, 2))
    beats.arrived(beat(4, 2))
    paintOnce()
    expect(told).toHaveLength(1)
    paintOnce()
    expect(told).toHaveLength(2)
  })

  it('are put together while the page paints, however many, with every loss', () => {
    const { beats, told, paint } = createPage()
    for (let step = 2; step <= 400; step += 2) beats.arrived(beat(step, 2))
    expect(told).toHaveLength(1)
    paint()
    expect(told).toHaveLength(2)
    expect(told[1]).toMatchObject({ step: 400, training: true })
    expect(told.flatMap(({ losses }) => losses)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
    expect(told[1].accuracies).toHaveLength(398)
    paint()
    expect(told).toHaveLength(2)
  })

  it('of another run, after a gap, or with a second judged sample are told for themselves', () => {
    const { beats, told } = createPage()
    beats.arrived(beat(1, 1))
    beats.arrived(beat(2, 1, { validation: sample(2) }))
    beats.arrived(beat(3, 1, { validation: sample(3) }))
    beats.arrived(beat(9, 1))
    beats.arrived(beat(1, 1, { run: 2 }))
    beats.flush()
    expect(told.map(({ run, step }) => [run, step])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 9],
      [2, 1],
    ])
    expect(told.map(({ validation }) => validation?.step ?? null)).toEqual([null, 2, 3, null, null])
  })

  it('are not held back on a page that is hidden, nor without end on one that is never painted', () => {
    const page = createPage()
    page.beats.arrived(beat(1, 1))
    page.beats.arrived(beat(2, 1))
    page.hidden = true
    page.beats.arrived(beat(3, 1))
    expect(page.told.map(({ step }) => step)).toEqual([1, 3])
    page.hidden = false
    page.beats.arrived(beat(6003, 6000))
    expect(page.told.at(-1)?.step).toBe(6003)
  })
})
