import { beforeAll, describe, expect, it } from 'vitest'
import { valueAt } from '../../../components/draw/cell-value'
import type { Snapshot } from '../../../components/draw/snapshot'
import { contributionsTo } from '../../../components/network/contributions'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'

let snapshot: Snapshot

beforeAll(() => {
  snapshot = snapshotOf(smallSpec)
})

const value = (node: string, c: number, y: number, x: number): number =>
  valueAt(snapshot.values('activations', node)!.data, snapshot.plan.shapeOf(node), { c, y, x })!

describe('the contributions to a unit', () => {
  it('of a convolution add up, with the bias, to its value', () => {
    const unit = { node: 'conv2', c: 2, y: 1, x: 3 }
    const parts = contributionsTo(snapshot.plan, snapshot, unit)
    expect(parts.map(({ node, channel }) => [node, channel])).toEqual([0, 1, 2, 3].map((c) => ['pool1', c]))
    const bias = snapshot.values('parameters', 'conv2.biases')!.data[2]
    const total = parts.reduce((sum, { amount }) => sum + amount, bias)
    expect(total).toBeCloseTo(value('conv2', 2, 1, 3), 5)
    expect(parts[0].cells).toEqual({ rows: [0, 2], cols: [2, 3] })
  })

  it('of a ReLU or a pooling come from one map', () => {
    for (const node of ['relu1', 'pool1']) {
      const parts = contributionsTo(snapshot.plan, snapshot, { node, c: 3, y: 1, x: 1 })
      expect(parts.map(({ channel }) => channel)).toEqual([3])
    }
  })

  it('of a fully connected unit come from each map it reads', () => {
    const parts = contributionsTo(snapshot.plan, snapshot, { node: 'fc1', c: 4, y: 0, x: 0 })
    expect(parts).toHaveLength(3)
    const bias = snapshot.values('parameters', 'fc1.biases')!.data[4]
    expect(parts.reduce((sum, { amount }) => sum + amount, bias)).toBeCloseTo(value('fc1', 4, 0, 0), 5)
  })

  it('of the first layer come from the channels of the picture as the network sees them', () => {
    const parts = contributionsTo(snapshot.plan, snapshot, { node: 'conv1', c: 0, y: 4, x: 4 })
    expect(parts.map(({ node }) => node)).toEqual(['input', 'input', 'input'])
  })

  it('of a copy come from the one map it copies', () => {
    const nodes = [
      { id: 'left', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } },
      { id: 'right', from: ['input'], layer: { type: 'conv', filters: 3, size: 1 } },
      { id: 'both', from: ['left', 'right'], layer: { type: 'concat' } },
      { id: 'column', from: ['both'], layer: { type: 'flatten' } },
    ] as const
    const copies = snapshotOf({ ...smallSpec, nodes })
    const ofConcat = contributionsTo(copies.plan, copies, { node: 'both', c: 3, y: 2, x: 6 })
    expect(ofConcat).toMatchObject([{ node: 'right', channel: 1, cells: { rows: [2, 2], cols: [6, 6] } }])
    const ofFlatten = contributionsTo(copies.plan, copies, { node: 'column', c: 3 * 64 + 22, y: 0, x: 0 })
    expect(ofFlatten).toMatchObject([{ node: 'both', channel: 3, cells: { rows: [2, 2], cols: [6, 6] } }])
  })

  it('are unknown where the frame does not carry what is read', () => {
    const bare: Snapshot = { ...snapshot, values: () => null }
    expect(contributionsTo(snapshot.plan, bare, { node: 'conv2', c: 0, y: 0, x: 0 })).toEqual([])
  })
})
