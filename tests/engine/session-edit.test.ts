import { describe, expect, it } from 'vitest'
import { specForLoss } from '../../engine/plan/losses'
import { fromBytes } from '../../engine/train/checkpoint'
import { zoo } from '../../engine/zoo/index'
import { type Bench, openBench, settings, smallSpec } from './harness'

/** The small network with another last layer: its convolution stays. */
const otherEnd = {
  ...smallSpec,
  nodes: smallSpec.nodes.map((node) =>
    node.id === 'fc1' ? { ...node, id: 'fc2' } : node.id === 'softmax1' ? { ...node, from: ['fc2'] } : node,
  ),
}

const checkpointOf = (bench: Bench) => {
  const reply = bench.reply<'checkpoint'>(bench.call('checkpoint', {}))
  if (!reply?.ok) throw new Error('no checkpoint')
  return fromBytes(reply.value.bytes)
}

function stepped(bench: Bench, count: number): number {
  const id = bench.call('step', { count })
  bench.until(() => bench.reply(id) !== undefined)
  return id
}

/** The course network, in the middle of its first step: the pictures have been taken, and most of the work is to come. */
function midStep(): Bench {
  const bench = openBench({ spec: course })
  const batch24 = { ...settings, batch: 24 }
  bench.call('train', { on: true, settings: batch24 })
  for (let turn = 0; turn < 5; turn++) bench.sessions.turn(1)
  bench.call('train', { on: false, settings: batch24 })
  return bench
}

const course = zoo.get('cs231n')!.spec

describe('an edited network', () => {
  it('keeps the weights of unchanged layers and counts its steps on', () => {
    const bench = openBench()
    stepped(bench, 2)
    const id = bench.call('edit', { spec: otherEnd })
    expect(bench.reply<'edit'>(id)).toMatchObject({
      value: { run: 2, kept: ['conv1.weights', 'conv1.biases'], drawn: ['fc2.weights', 'fc2.biases'] },
    })
    expect(bench.reply<'step'>(stepped(bench, 1))).toMatchObject({ value: { step: 3 } })
  })

  it('keeps both numbers that Adam remembers of them, each at its place in the new network, and its count', () => {
    const update = { type: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
    const bench = openBench({ settings: { ...settings, update } })
    stepped(bench, 3)
    const before = checkpointOf(bench)
    // A hidden layer before the scores: everything that comes after the convolution's weights moves.
    const wider = {
      ...otherEnd,
      nodes: otherEnd.nodes.flatMap((node) =>
        node.id === 'fc2'
          ? [
              { id: 'fc0', from: ['pool1'], layer: { type: 'fc', units: 7 } as const },
              { ...node, from: ['fc0'] },
            ]
          : [node],
      ),
    }
    bench.call('edit', { spec: wider })
    const after = checkpointOf(bench)
    expect([before.updateCount, after.updateCount]).toEqual([3, 3])
    const kept = 4 * 3 * 3 * 3
    const secondOf = ({ updateState }: typeof before) => updateState.slice(updateState.length / 2)
    for (const half of [before.updateState, secondOf(before)])
      expect(half.slice(0, kept).some((n) => n !== 0)).toBe(true)
    expect(after.updateState.slice(0, kept)).toEqual(before.updateState.slice(0, kept))
    expect(secondOf(after).slice(0, kept)).toEqual(secondOf(before).slice(0, kept))
    expect(
      secondOf(after)
        .slice(kept, kept + 7 * 64 + 70)
        .every((n) => n === 0),
    ).toBe(true)
  })

  it('draws new layers as the network was opened to, and keeps its loss', () => {
    const free = (spec: typeof smallSpec) => specForLoss(spec, 'hinge')
    const bench = openBench({
      spec: free(smallSpec),
      settings: { ...settings, loss: 'hinge' },
      initialisation: { type: 'constant', value: 0.125, biases: 0.5 },
    })
    stepped(bench, 1)
    const id = bench.call('edit', { spec: free(otherEnd) })
    expect(bench.reply(id)).toMatchObject({ ok: true })
    const { values, loss } = checkpointOf(bench)
    const kept = 4 * 3 * 3 * 3
    expect(loss).toBe('hinge')
    expect([...new Set(values.slice(kept, kept + 640))]).toEqual([0.125])
    expect([...new Set(values.slice(-10))]).toEqual([0.5])
  })

  it('is refused where the loss cannot stand behind it, and the one before trains on', () => {
    const bench = openBench({
      spec: specForLoss(smallSpec, 'hinge'),
      settings: { ...settings, loss: 'hinge' },
    })
    const id = bench.call('edit', { spec: otherEnd })
    expect(bench.reply(id)).toMatchObject({
      ok: false,
      problem: { code: 'spec', values: { code: 'wrong-loss', node: 'softmax1' } },
    })
    expect(bench.reply<'step'>(stepped(bench, 2))).toMatchObject({ value: { step: 2 } })
  })

  it('keeps what the update rule remembers of them', () => {
    const bench = openBench()
    stepped(bench, 2)
    const weights = 4 * 3 * 3 * 3 // they stand first in the block, whatever comes after
    const before = checkpointOf(bench).updateState.slice(0, weights)
    bench.call('edit', { spec: otherEnd })
    const after = checkpointOf(bench).updateState
    expect(before.some((speed) => speed !== 0)).toBe(true)
    expect(after.slice(0, weights)).toEqual(before)
    expect(after.slice(weights, weights + 160).every((speed) => speed === 0)).toBe(true)
  })

  it('goes on where the last whole step ended, not with the examples that an unfinished one had taken', () => {
    const bench = midStep()
    bench.call('edit', { spec: course })
    expect(checkpointOf(bench)).toMatchObject({ step: 0, source: { epoch: 0, cursor: 0 } })
  })

  it('answers the data that were chosen during a step of the network before', () => {
    const bench = midStep()
    const id = bench.call('data', {
      set: 'shapes',
      augment: { shift: 0, flip: false },
      base: 'data',
      seed: 2,
    })
    expect(bench.reply(id)).toBeUndefined()
    bench.call('edit', { spec: course })
    expect(bench.reply(id)).toMatchObject({ ok: true })
  })

  it('is looked at with the picture of the network before', () => {
    const bench = openBench()
    bench.sessions.receive({ type: 'watch', session: 1, parts: ['pixels'], nodes: null, perSecond: 10 })
    bench.call('look', { picture: { kind: 'set', split: 'test', index: 3 } })
    bench.until(() => bench.frame() !== undefined)
    bench.sessions.receive({ type: 'ack', session: 1, recycle: new ArrayBuffer(0) })
    bench.call('edit', { spec: otherEnd })
    bench.until(() => bench.frame()?.run === 2)
    expect(bench.frame()?.picture).toMatchObject({ picture: { index: 3 }, set: 'shapes' })
  })
})
