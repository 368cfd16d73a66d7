import { describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../engine/spec'
import { createBench, openBench, settings, shapes, smallSpec } from './harness'

/** Normalises the scores: one number per channel, so that a batch of one cannot be trained on. */
const normalised: NetworkSpec = {
  ...smallSpec,
  nodes: [
    ...smallSpec.nodes.slice(0, 4),
    { id: 'bn1', from: ['fc1'], layer: { type: 'batchnorm' } },
    { id: 'softmax1', from: ['bn1'], layer: { type: 'softmax' } },
  ],
}
const single = { ...settings, batch: 1 }
const refusal = { code: 'spec', values: { code: 'batch-too-small', node: 'bn1', batch: 1, least: 2 } }

describe('a batch too small to normalise', () => {
  it('is opened and looked at, and each wish to train on it is refused with its cause', () => {
    const bench = openBench({ spec: normalised, settings: single })
    const step = bench.call('step', { count: 3 })
    const train = bench.call('train', { on: true, settings: single })
    bench.until(() => bench.reply(train) !== undefined)
    expect(bench.reply(step)).toMatchObject({ ok: false, problem: refusal })
    expect(bench.reply(train)).toMatchObject({ ok: false, problem: refusal })
    const larger = bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 3)
    expect(bench.reply(larger)).toMatchObject({ ok: true })
  })

  it('does not disturb training with the settings of before', () => {
    const bench = openBench({ spec: normalised })
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 2)
    const refused = bench.call('train', { on: true, settings: single })
    const then = bench.step()
    bench.until(() => bench.step() >= then + 3)
    expect(bench.reply(refused)).toMatchObject({ ok: false, problem: refusal })
  })

  it('stops a training that an edit has brought it to, and the session lives on', () => {
    const bench = openBench({ settings: single })
    bench.call('train', { on: true, settings: single })
    bench.until(() => bench.step() >= 2)
    const edited = bench.call('edit', { spec: normalised })
    bench.until(() => bench.of('stopped').length > 0)
    expect(bench.reply(edited)).toMatchObject({ ok: true })
    expect(bench.of('stopped')[0]).toMatchObject({ code: 'refused', node: 'bn1', problem: refusal })
    const at = bench.step()
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= at + 3)
    expect(bench.of('stopped')).toHaveLength(1)
  })

  it('of a step that is refused within, its call is told', () => {
    // Five scores and ten classes, which are not known yet: the loss refuses the first label beyond the fifth.
    const five: NetworkSpec = {
      ...smallSpec,
      nodes: smallSpec.nodes.map((node) =>
        node.id === 'fc1' ? { ...node, layer: { type: 'fc', units: 5 } } : node,
      ),
    }
    const bench = createBench()
    bench.call('open', { spec: five, seed: 1, settings })
    const step = bench.call('step', { count: 50 })
    bench.call('data', shapes)
    bench.until(() => bench.reply(step) !== undefined)
    expect(bench.reply(step)).toMatchObject({ ok: false, problem: { code: 'spec' } })
    expect(bench.of('stopped')[0]).toMatchObject({ code: 'refused' })
  })
})

describe('an edit', () => {
  it('keeps the running statistics of a layer that stays', () => {
    const bench = openBench({ spec: normalised })
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 5)
    const wider: NetworkSpec = {
      ...normalised,
      nodes: normalised.nodes.map((node) =>
        node.id === 'conv1' ? { ...node, layer: { type: 'conv', filters: 6, size: 3, pad: 1 } } : node,
      ),
    }
    bench.call('train', { on: false, settings })
    const before = bench.call('checkpoint', {})
    const edit = bench.call('edit', { spec: wider })
    const after = bench.call('checkpoint', {})
    bench.until(() => bench.reply(after) !== undefined)
    expect(bench.reply<'edit'>(edit)).toMatchObject({
      value: { kept: expect.arrayContaining(['bn1.gamma', 'bn1.runningMean', 'bn1.runningVariance']) },
    })
    const statistics = bench.parameters(before).slice(-20)
    expect(statistics.slice(0, 10).some((mean) => mean !== 0)).toBe(true)
    expect(bench.parameters(after).slice(-20)).toEqual(statistics)
  })
})
