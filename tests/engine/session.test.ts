import { describe, expect, it } from 'vitest'
import { openBench, settings } from './harness'

describe('a session', () => {
  it('learns the Shapes set', () => {
    const bench = openBench()
    bench.call('train', { on: true, settings })
    bench.until(() => bench.of('beat').some(({ step }) => step >= 200))
    const losses = bench.of('beat').flatMap((beat) => beat.losses)
    const mean = (part: number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length
    expect(mean(losses.slice(-20))).toBeLessThan(mean(losses.slice(0, 20)) - 0.2)
  })
})
