import { describe, expect, it } from 'vitest'
import { type Bench, createBench, openBench, settings, shapes, smallSpec } from './harness'

/** Losses by the step they belong to: beat by beat, those of steps step − n + 1 … step. */
function curve(bench: Bench): Map<number, number> {
  const losses = new Map<number, number>()
  for (const beat of bench.of('beat')) {
    const first = beat.step - beat.losses.length + 1
    for (const [i, loss] of beat.losses.entries()) losses.set(first + i, loss)
  }
  return losses
}

describe('a checkpoint', () => {
  it('lets a fresh session go on exactly as the undisturbed run', () => {
    const first = openBench()
    first.sessions.receive({ type: 'autoCheckpoint', session: 1, everySeconds: 1 })
    first.call('train', { on: true, settings })
    first.until(() => first.of('checkpoint').some(({ step }) => step >= 20) && first.step() >= 120)
    const made = first.of('checkpoint').find(({ step }) => step >= 20)!

    const second = createBench()
    second.call('open', { spec: smallSpec, seed: 99, settings, checkpoint: made.bytes })
    second.call('train', { on: false, settings })
    second.call('data', { ...shapes, resume: true })
    second.call('train', { on: true, settings })
    second.until(() => second.step() >= 120)

    const undisturbed = curve(first)
    const resumed = curve(second)
    for (let step = made.step + 1; step <= 120; step++) expect(resumed.get(step)).toBe(undisturbed.get(step))
  })

  it('is sent at least once a second while training, and once more when training pauses', () => {
    const bench = openBench()
    bench.sessions.receive({ type: 'autoCheckpoint', session: 1, everySeconds: 0.8 })
    bench.call('train', { on: true, settings })
    const ages: number[] = []
    let last = bench.clock
    let known = 0
    bench.until(() => {
      ages.push(bench.clock - last)
      if (bench.of('checkpoint').length > known) last = bench.clock
      known = bench.of('checkpoint').length
      return bench.clock > 6000
    })
    expect(Math.max(...ages)).toBeLessThanOrEqual(1000)
    bench.call('train', { on: false, settings })
    for (let turn = 0; turn < 5; turn++) bench.sessions.turn(5)
    bench.clock += 1100
    bench.sessions.turn(5)
    expect(bench.of('checkpoint').at(-1)?.step).toBe(bench.step())
    const count = bench.of('checkpoint').length
    bench.clock += 10_000
    for (let turn = 0; turn < 20; turn++) bench.sessions.turn(5)
    expect(bench.of('checkpoint')).toHaveLength(count)
  })

  it('describes the state before the step it falls into', () => {
    const bench = openBench()
    const before = bench.call('checkpoint', {})
    bench.call('train', { on: true, settings: { ...settings, batch: 512 } })
    bench.sessions.turn(0)
    const inside = bench.call('checkpoint', {})
    expect(bench.reply<'checkpoint'>(inside)).toMatchObject({ ok: true, value: { step: 0 } })
    expect(bench.parameters(inside)).toEqual(bench.parameters(before))
  })
})

describe('other data in mid-run', () => {
  it('keeps the weights and the steps, and starts the new set from its beginning', () => {
    const bench = openBench()
    const steps = bench.call('step', { count: 10 })
    bench.until(() => bench.reply(steps) !== undefined)
    const before = bench.call('checkpoint', {})
    const data = bench.call('data', { ...shapes, seed: 5 })
    expect(bench.reply(data)).toMatchObject({ ok: true })
    const after = bench.call('checkpoint', {})
    expect(bench.parameters(after)).toEqual(bench.parameters(before))
    const more = bench.call('step', { count: 1 })
    bench.until(() => bench.reply(more) !== undefined)
    expect(bench.reply<'step'>(more)).toMatchObject({ value: { step: 11 } })
  })
})
