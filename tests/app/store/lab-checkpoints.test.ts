import { describe, expect, it } from 'vitest'
import { createKeptCheckpoints } from '../../../app/store/lab-checkpoints'

const checkpoint = (step: number, bytes = 8) => ({ step, bytes: new ArrayBuffer(bytes), samePlace: true })

const calm = { lossAfter: () => 1, lowest: () => 1 }

describe('kept checkpoints', () => {
  it('lead back to the newest from before the loss had grown', () => {
    const kept = createKeptCheckpoints()
    for (const step of [0, 10, 20, 30]) kept.add(checkpoint(step))
    const losses = new Map([
      [10, 2.1],
      [20, 1.9],
      [30, 400],
    ])
    const history = { lossAfter: (step: number) => losses.get(step) ?? null, lowest: () => 1.9 }
    expect(kept.lastHealthy(history)?.step).toBe(20)
  })

  it('keep the first one, for a run that blew up at once', () => {
    const kept = createKeptCheckpoints()
    for (let step = 0; step <= 100; step += 10) kept.add(checkpoint(step))
    const history = { lossAfter: (step: number) => 2.5 * 10 ** step, lowest: () => 2.4 }
    expect(kept.lastHealthy(history)?.step).toBe(0)
  })

  it('do not trust weights after which no loss was finite', () => {
    const kept = createKeptCheckpoints()
    for (const step of [0, 1]) kept.add(checkpoint(step))
    const history = { lossAfter: (step: number) => (step === 0 ? 2.5 : null), lowest: () => 2.5 }
    expect(kept.lastHealthy(history)?.step).toBe(0)
  })

  it('forget what came after the step gone back to', () => {
    const kept = createKeptCheckpoints()
    for (const step of [0, 10, 20]) kept.add(checkpoint(step))
    kept.add(checkpoint(5))
    expect(kept.lastHealthy(calm)?.step).toBe(5)
  })

  it('do not know their place in other data', () => {
    const kept = createKeptCheckpoints()
    kept.add(checkpoint(10))
    kept.otherData()
    expect(kept.lastHealthy(calm)).toMatchObject({ step: 10, samePlace: false })
  })
})
