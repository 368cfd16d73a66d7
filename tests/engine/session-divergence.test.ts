import { expect, it } from 'vitest'
import { checkUpdate, optimisers } from '../../engine/plan/optimisers'
import { fromBytes } from '../../engine/train/checkpoint'
import { cases } from '../sample'
import { openBench, settings } from './harness'

const RATES = [1e4, 1e8, 1e30]
const RUNS = cases(7, 70)

it(`${RUNS} sessions at rates beyond all sense stop within the step, and tell and save nothing that is not a number`, () => {
  for (let i = 0; i < RUNS; i++) {
    const update = checkUpdate({ type: optimisers[i % optimisers.length], rate: RATES[i % RATES.length] })
    const wild = { ...settings, update }
    const bench = openBench({ seed: i, settings: wild })
    bench.sessions.receive({ type: 'autoCheckpoint', session: 1, everySeconds: 0.01 })
    bench.call('train', { on: true, settings: wild })
    bench.until(() => bench.of('stopped').length > 0 || bench.step() >= 60)
    bench.until(() => bench.of('checkpoint').length > 0)
    const [stopped] = bench.of('stopped')
    if (stopped) {
      expect(stopped.step).toBe(stopped.goodStep + 1)
      for (let turn = 0; turn < 20; turn++) bench.sessions.turn(5)
      expect(bench.step()).toBe(stopped.goodStep)
    }
    const told = bench.losses()
    expect(told.slice(0, -1).every(Number.isFinite)).toBe(true)
    for (const { bytes } of bench.of('checkpoint')) expect(() => fromBytes(bytes)).not.toThrow()
    expect(bench.parameters(bench.call('checkpoint', {})).every(Number.isFinite)).toBe(true)
  }
})
