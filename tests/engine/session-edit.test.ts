import { describe, expect, it } from 'vitest'
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
