import { describe, expect, test } from 'vitest'
import type { LayerSpec } from '../../../engine/layers/index'
import { chain } from '../../../engine/plan/chain'
import { ledger } from '../../../engine/plan/ledger'
import { plan } from '../../../engine/plan/plan'
import { receptiveField, unitField } from '../../../engine/plan/receptive-field'
import { SpecError } from '../../../engine/shape'
import { zoo } from '../../../engine/zoo/index'

const conv3: LayerSpec = { type: 'conv', filters: 1, size: 3 }
const pool: LayerSpec = { type: 'pool', size: 2 }

describe('the receptive field of a stack', () => {
  test('three 3×3 convolutions see 3, 5 and 7 pixels', () => {
    const found = plan(chain({ c: 1, h: 32, w: 32 }, conv3, conv3, conv3))
    expect(found.nodes.map(({ id }) => receptiveField(found, id)?.size)).toEqual([
      [3, 3],
      [5, 5],
      [7, 7],
    ])
    expect(found.nodes.map(({ out }) => out.w)).toEqual([30, 28, 26])
  })

  test('the network of the course page grows to 36, more than its picture is wide', () => {
    const found = plan(zoo.get('cs231n')?.spec)
    const sizes = found.nodes
      .filter(({ layer }) => layer.type !== 'relu')
      .map(({ id }) => receptiveField(found, id)?.size[1])
    expect(sizes.slice(0, 9)).toEqual([3, 5, 6, 10, 14, 16, 24, 32, 36])
  })

  test('its last pooling: size 36, jump 8, start −14, centre 3.5', () => {
    const found = plan(zoo.get('cs231n')?.spec)
    expect(receptiveField(found, 'pool3')).toEqual({
      size: [36, 36],
      jump: [8, 8],
      start: [-14, -14],
      centre: [3.5, 3.5],
    })
  })

  test('VGG-16 sees 212 pixels at its fifth pooling', () => {
    const stage = (n: number): LayerSpec[] => [
      ...Array.from({ length: n }, (): LayerSpec => ({ type: 'conv', filters: 1, size: 3, pad: 1 })),
      pool,
    ]
    const found = plan(chain({ c: 3, h: 224, w: 224 }, ...[2, 2, 3, 3, 3].flatMap(stage)))
    expect(receptiveField(found, 'pool5')?.size).toEqual([212, 212])
  })

  test('AlexNet sees 195 pixels at its third pooling', () => {
    const big: LayerSpec = { type: 'pool', size: 3, stride: 2 }
    const same: LayerSpec = { type: 'conv', filters: 1, size: 3, pad: 1 }
    const found = plan(
      chain(
        { c: 3, h: 227, w: 227 },
        { type: 'conv', filters: 1, size: 11, stride: 4 },
        big,
        { type: 'conv', filters: 1, size: 5, pad: 2 },
        big,
        same,
        same,
        same,
        big,
      ),
    )
    expect(receptiveField(found, 'pool3')?.size).toEqual([195, 195])
  })

  test('a dilated 3×3 filter covers 5×5', () => {
    const found = plan(chain({ c: 1, h: 9, w: 9 }, { ...conv3, dilation: 2 }))
    expect(receptiveField(found, 'conv1')?.size).toEqual([5, 5])
  })

  test('rows and columns are counted apart', () => {
    const found = plan(
      chain(
        { c: 1, h: 9, w: 9 },
        { type: 'conv', filters: 1, size: [1, 3], stride: [2, 1], pad: [0, 1, 0, 1] },
      ),
    )
    expect(receptiveField(found, 'conv1')).toEqual({
      size: [1, 3],
      jump: [2, 1],
      start: [0, -1],
      centre: [0, 0],
    })
  })

  test('a fully connected layer sees all of its input', () => {
    const found = plan(chain({ c: 1, h: 6, w: 6 }, pool, { type: 'fc', units: 2 }))
    expect(receptiveField(found, 'fc1')).toEqual({
      size: [6, 6],
      jump: [2, 2],
      start: [0, 0],
      centre: [2.5, 2.5],
    })
    expect(receptiveField(found, 'fc1', 'pool1')?.size).toEqual([3, 3])
  })
})

test('a graph of a thousand sums of 64 is accounted for in one walk', () => {
  const id = (i: number): string => (i < 0 ? 'input' : `sum${i}`)
  const found = plan({
    version: 1,
    input: { c: 1, h: 4, w: 4 },
    nodes: Array.from({ length: 1024 }, (_, i) => ({
      id: id(i),
      from: Array.from({ length: 64 }, (_, k) => id(Math.max(-1, i - 1 - k))),
      layer: { type: 'add' },
    })),
  })
  const started = performance.now()
  const { nodes } = ledger(found)
  expect(performance.now() - started).toBeLessThan(5000) // two minutes when each row walked the graph again
  expect(nodes.at(-1)?.receptiveField?.size).toEqual([1, 1])
})

describe('through branches', () => {
  const same = (size: number): LayerSpec => ({ type: 'conv', filters: 1, size, pad: (size - 1) / 2 })
  const branching = plan({
    version: 1,
    input: { c: 1, h: 9, w: 9 },
    nodes: [
      { id: 'a', from: ['input'], layer: same(3) },
      { id: 'wide', from: ['a'], layer: same(5) },
      { id: 'sum', from: ['a', 'wide'], layer: { type: 'add' } },
      { id: 'aside', from: ['input'], layer: same(1) },
    ],
  })

  test('the field is the hull of all paths', () => {
    expect(receptiveField(branching, 'sum')?.size).toEqual([7, 7])
    expect(receptiveField(branching, 'sum', 'a')?.size).toEqual([5, 5])
  })

  test('it is null where no path leads', () => {
    expect(receptiveField(branching, 'aside', 'a')).toBeNull()
    expect(receptiveField(branching, 'a', 'sum')).toBeNull()
    expect(unitField(branching, 'aside', { y: 0, x: 0 }, 'wide')).toBeNull()
  })

  test('a node sees itself as one cell', () => {
    expect(receptiveField(branching, 'sum', 'sum')?.size).toEqual([1, 1])
  })

  test('branches of different jump: every unit lies within the field', () => {
    const uneven = plan({
      version: 1,
      input: { c: 1, h: 8, w: 8 },
      nodes: [
        { id: 'jumps', from: ['input'], layer: pool },
        { id: 'wide', from: ['input'], layer: { type: 'conv', filters: 1, size: 5 } },
        { id: 'sum', from: ['jumps', 'wide'], layer: { type: 'add' } },
      ],
    })
    // In steps of the larger jump, from −3 on: unit 3 at the latest reads as the slower branch does.
    expect(receptiveField(uneven, 'sum')).toEqual({
      size: [8, 8],
      jump: [2, 2],
      start: [-3, -3],
      centre: [0.5, 0.5],
    })
    for (let x = 0; x < 4; x++) {
      const field = unitField(uneven, 'sum', { y: 0, x })
      expect(field?.columns).toEqual([Math.min(2 * x, x), Math.max(2 * x + 1, x + 4)])
      expect(field?.unclipped.columns[0]).toBeLessThanOrEqual(x)
      expect(field?.unclipped.columns[1]).toBeGreaterThanOrEqual(Math.max(2 * x + 1, x + 4))
    }
  })
})

describe('the field of one unit', () => {
  const found = plan(zoo.get('cs231n')?.spec)

  test('in the middle: by start + i·jump', () => {
    const field = unitField(found, 'conv3', { y: 5, x: 10 })
    expect(field).toEqual({
      rows: [6, 15],
      columns: [16, 25],
      unclipped: { rows: [6, 15], columns: [16, 25] },
      clipped: false,
    })
  })

  test('at the corner it is clipped to pixels that exist', () => {
    const field = unitField(found, 'conv3', { y: 0, x: 0 })
    expect(field?.rows).toEqual([0, 5])
    expect(field?.unclipped.rows).toEqual([-4, 5])
    expect(field?.clipped).toBe(true)
  })

  test('on the layers between', () => {
    expect(unitField(found, 'conv3', { y: 5, x: 10 }, 'pool1')?.columns).toEqual([9, 11])
    expect(unitField(found, 'conv3', { y: 5, x: 10 }, 'conv1')?.columns).toEqual([17, 24])
  })

  test('a unit that does not exist is refused', () => {
    expect(() => unitField(found, 'pool3', { y: 4, x: 0 })).toThrow(SpecError)
    expect(() => unitField(found, 'pool3', { y: 0.5, x: 0 })).toThrow(SpecError)
  })
})
