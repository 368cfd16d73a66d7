import { beforeAll, describe, expect, it } from 'vitest'
import { endOf, ScaleKeeper, scaleOwner, spreadOf } from '../../../components/draw/map-scales'
import type { Snapshot } from '../../../components/draw/snapshot'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'

let snapshot: Snapshot

beforeAll(() => {
  snapshot = snapshotOf(smallSpec)
})

const bent = snapshotOf({
  ...smallSpec,
  nodes: [
    { id: 'conv', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } },
    { id: 'tanh', from: ['conv'], layer: { type: 'tanh' } },
    { id: 'drop', from: ['tanh'], layer: { type: 'dropout', rate: 0.5 } },
    { id: 'column', from: ['drop'], layer: { type: 'flatten' } },
  ],
})

const measure = (mode: 'map' | 'layer' | 'network') =>
  new ScaleKeeper().measure(snapshot, 'activations', mode, 0)

describe('the scale of a map', () => {
  it('is that of the convolution for the ReLU and the pooling behind it', () => {
    const { plan } = snapshot
    expect(plan.nodes.map(({ id }) => scaleOwner(plan, id))).toEqual([
      'conv1',
      'conv1',
      'conv1',
      'conv2',
      'conv2',
      'fc1',
      'softmax',
    ])
    const scales = measure('layer')
    expect(scales.of('pool1', 3)).toBe(scales.of('conv1', 0))
  })

  it('is its own for what bends every number into a range of its own', () => {
    const { plan } = bent
    expect(plan.nodes.map(({ id }) => scaleOwner(plan, id))).toEqual(['conv', 'tanh', 'tanh', 'tanh'])
  })

  it('is that of the whole layer where flatten makes columns of maps', () => {
    const scales = new ScaleKeeper().measure(bent, 'activations', 'map', 0)
    const { data } = bent.values('activations', 'tanh')!
    expect(scales.of('drop', 1)).toBe(spreadOf(data, 64, 128))
    expect(scales.of('column', 1)).toBe(endOf(bent.values('activations', 'tanh')))
  })

  it('ends per layer at the 98.5th percentile of the layer', () => {
    expect(measure('layer').of('relu1', 0)).toBe(snapshot.values('activations', 'conv1')!.spread)
  })

  it('ends per map where the map does that a ReLU erases', () => {
    const conv = snapshot.values('activations', 'conv1')!.data
    expect(measure('map').of('relu1', 2)).toBe(spreadOf(conv, 2 * 64, 3 * 64))
  })

  it('is one for the whole network if wished', () => {
    const scales = measure('network')
    const ends = ['conv1', 'conv2', 'fc1', 'softmax'].map((id) => endOf(snapshot.values('activations', id)))
    expect(scales.of('conv1', 0)).toBe(Math.max(...ends))
    expect(scales.of('softmax', 0)).toBe(scales.of('conv1', 0))
  })

  it('is measured afresh for another picture, and held for the same', () => {
    const keeper = new ScaleKeeper()
    const other = snapshotOf(smallSpec, { index: 1, seed: 2 })
    const first = keeper.measure(snapshot, 'activations', 'layer', 0).of('conv1', 0)
    expect(keeper.measure(other, 'activations', 'layer', 10).of('conv1', 0)).not.toBe(first)
  })
})

describe('spreadOf', () => {
  it('is the 98.5th percentile of the sizes', () => {
    expect(
      spreadOf(
        Array.from({ length: 200 }, (_, i) => -i),
        0,
        200,
      ),
    ).toBe(197)
    expect(spreadOf([5, -1, 2], 1, 3)).toBe(2)
  })
})
