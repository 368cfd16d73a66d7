import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import type { LayerSpec } from '../../../engine/layers/index'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { receptiveField } from '../../../engine/plan/receptive-field'
import { trace } from '../../../engine/plan/trace'
import { numbersOf, tensor } from '../tensors'

describe('max pooling', () => {
  const x = tensor([1, 1, 2, 4], [1, 3, 2, 2, 4, 0, 2, 1])

  test('the largest number of each window stays, and where it was', () => {
    const { output, switches } = runLayer({ type: 'pool', size: 2 }, { inputs: [x] })
    expect(numbersOf(output)).toEqual([4, 2])
    expect(Array.from(switches ?? [])).toEqual([4, 2]) // of the three equal ones the first in reading order
  })

  test('the gradient goes to the winner alone, and none is lost', () => {
    const { dInputs } = runLayer(
      { type: 'pool', size: 2 },
      { inputs: [x], upstream: tensor([1, 1, 1, 2], [5, 7]) },
    )
    expect(numbersOf(dInputs?.[0])).toEqual([0, 0, 7, 0, 5, 0, 0, 0])
  })

  test('a pixel that wins in two overlapping windows receives both gradients', () => {
    const { dInputs } = runLayer(
      { type: 'pool', size: [1, 3], stride: [1, 2] },
      { inputs: [tensor([1, 1, 1, 5], [0, 1, 9, 1, 0])], upstream: tensor([1, 1, 1, 2], [2, 3]) },
    )
    expect(numbersOf(dInputs?.[0])).toEqual([0, 0, 5, 0, 0])
  })

  test('padding never wins, even where every number is negative', () => {
    const { output } = runLayer(
      { type: 'pool', size: 3, stride: 2, pad: 1 },
      { inputs: [tensor([1, 1, 1, 1], [-7])] },
    )
    expect(numbersOf(output)).toEqual([-7])
  })

  test('224×224×64 becomes 112×112×64 without a parameter', () => {
    const [node] = plan(chain({ c: 64, h: 224, w: 224 }, { type: 'pool', size: 2 })).nodes
    expect(node.out).toEqual({ c: 64, h: 112, w: 112 })
    expect(node.parameterCount).toBe(0)
  })

  test('its stride is its size unless it says otherwise', () => {
    const [node] = plan(chain({ c: 1, h: 4, w: 6 }, { type: 'pool', size: [2, 3] })).nodes
    expect(node.out).toEqual({ c: 1, h: 2, w: 2 })
  })
})

/** A row of numbers, pooled. */
const pooled = (layer: Omit<Extract<LayerSpec, { type: 'pool' }>, 'type'>, row: readonly number[]) =>
  numbersOf(runLayer({ type: 'pool', ...layer }, { inputs: [tensor([1, 1, 1, row.length], row)] }).output)

describe('average pooling', () => {
  const x = tensor([1, 1, 2, 4], [1, 3, 2, 2, 4, 0, 2, 1])

  test('is the mean of each window, and keeps no switches', () => {
    const { output, switches } = runLayer({ type: 'pool', kind: 'avg', size: 2 }, { inputs: [x] })
    expect(numbersOf(output)).toEqual([2, 1.75])
    expect(switches).toBeUndefined()
  })

  test('gives each number of a window the same share of the gradient, and the sum of several shares', () => {
    const layer: LayerSpec = { type: 'pool', kind: 'avg', size: [1, 3], stride: [1, 2] }
    const upstream = tensor([1, 1, 1, 2], [3, 6])
    const inputs = [tensor([1, 1, 1, 5], [1, 2, 3, 4, 5])]
    expect(numbersOf(runLayer(layer, { inputs, upstream }).dInputs?.[0])).toEqual([1, 1, 3, 2, 2])
  })

  test('divides by the cells on the picture, or with countPad by those of the padding too', () => {
    const layer = { kind: 'avg', size: [1, 3], stride: 1, pad: [0, 1, 0, 1] } as const
    expect(pooled(layer, [2, 4, 6])).toEqual([3, 4, 5]) // 6/2, 12/3, 10/2
    expect(pooled({ ...layer, countPad: true }, [2, 4, 6])).toEqual([2, 4, 10 / 3])
  })

  test('rounded up, a last window is divided by what lies on the picture, with countPad on the padded picture', () => {
    const layer = { kind: 'avg', size: [1, 4], stride: [1, 3], pad: [0, 1, 0, 1], rounding: 'ceil' } as const
    // Windows on cells −1…2, 2…5 of a row of five (0…4), the padding at −1 and 5; the third would start at 5.
    expect(pooled(layer, [1, 2, 3, 4, 5])).toEqual([2, 4])
    expect(pooled({ ...layer, countPad: true }, [1, 2, 3, 4, 5])).toEqual([1.5, 3])
    // A row of four: the second window, cells 2…5, hangs over the padded edge (4) by one.
    expect(pooled(layer, [1, 2, 3, 4])).toEqual([2, 3.5])
    expect(pooled({ ...layer, countPad: true }, [1, 2, 3, 4])).toEqual([1.5, 7 / 3])
  })

  test('rounded up, a last window that would start in the far padding is dropped', () => {
    const layer = { kind: 'avg', size: [1, 2], stride: [1, 2], pad: [0, 1, 0, 1] } as const
    expect(pooled({ ...layer, rounding: 'ceil' }, [1, 2, 3])).toEqual([1, 2.5]) // not [1, 2.5, 0/0]
  })

  test('pads each side as it is told, and the axes need not be alike', () => {
    const layer: LayerSpec = { type: 'pool', kind: 'avg', size: [2, 3], stride: [1, 2], pad: [1, 0, 0, 2] }
    const inputs = [tensor([1, 1, 2, 3], [1, 2, 3, 4, 5, 6])]
    expect(numbersOf(runLayer(layer, { inputs }).output)).toEqual([2, 3, 3.5, 4.5])
    const counted = runLayer({ ...layer, countPad: true }, { inputs }).output
    expect(numbersOf(counted)).toEqual([1, 0.5, 3.5, 1.5])
  })

  test('allows a padding wider than half the window, but no window that reads nothing else', () => {
    expect(pooled({ kind: 'avg', size: [1, 3], stride: 1, pad: [0, 2, 0, 2] }, [6, 9])).toEqual([
      6, 7.5, 7.5, 9,
    ])
    for (const kind of ['max', 'avg', 'l2'] as const) {
      expect(() => pooled({ kind, size: [1, 2], stride: 1, pad: [0, 2, 0, 0] }, [6, 9])).toThrow(
        /wholly in the padding/,
      )
    }
  })
})

describe('L2 pooling', () => {
  test('is the root of the sum of squares; its gradient is dy·x/y', () => {
    const layer: LayerSpec = { type: 'pool', kind: 'l2', size: [1, 2] }
    const inputs = [tensor([1, 1, 1, 4], [3, -4, 0, 2])]
    const { output, dInputs } = runLayer(layer, { inputs, upstream: tensor([1, 1, 1, 2], [5, 7]) })
    expect(numbersOf(output)).toEqual([5, 2])
    expect(numbersOf(dInputs?.[0])).toEqual([3, -4, 0, 7])
  })

  test('has the gradient 0 where all its numbers are 0', () => {
    const inputs = [tensor([1, 1, 1, 2], [0, 0])]
    const upstream = tensor([1, 1, 1, 1], [1])
    const { output, dInputs } = runLayer({ type: 'pool', kind: 'l2', size: [1, 2] }, { inputs, upstream })
    expect(numbersOf(output)).toEqual([0])
    expect(numbersOf(dInputs?.[0])).toEqual([0, 0])
  })

  test('takes nothing of the padding', () => {
    expect(pooled({ kind: 'l2', size: [1, 2], stride: 2, pad: [0, 1, 0, 0] }, [-3, 5, 12])).toEqual([3, 13])
  })
})

describe('global pooling', () => {
  const x = tensor([1, 2, 2, 2], [1, 5, 5, 1, 0, -3, 0, 4])
  const upstream = tensor([1, 2, 1, 1], [8, 20])

  test('makes one number of every channel', () => {
    const run = (kind: 'max' | 'avg' | 'l2') =>
      runLayer({ type: 'globalpool', kind }, { inputs: [x], upstream })
    expect(run('avg').output).toEqual(tensor([1, 2, 1, 1], [3, 0.25]))
    expect(numbersOf(run('avg').dInputs?.[0])).toEqual([2, 2, 2, 2, 5, 5, 5, 5])
    expect(numbersOf(run('max').output)).toEqual([5, 4])
    expect(run('max').switches).toEqual(Int32Array.of(1, 3)) // of the two fives the first
    expect(numbersOf(run('max').dInputs?.[0])).toEqual([0, 8, 0, 0, 0, 0, 0, 20])
    expect(numbersOf(run('l2').output)).toEqual([Math.sqrt(52), 5])
    expect(numbersOf(run('l2').dInputs?.[0]).slice(4)).toEqual([0, -12, 0, 16])
    expect([run('avg').switches, run('l2').switches]).toEqual([undefined, undefined])
  })

  test('sees the whole picture, as a window of its size would', () => {
    const found = plan(
      chain({ c: 3, h: 8, w: 6 }, { type: 'pool', size: 2 }, { type: 'globalpool', kind: 'avg' }),
    )
    expect(found.node('globalpool1').out).toEqual({ c: 3, h: 1, w: 1 })
    expect(found.node('globalpool1').connections).toBe(36)
    expect(receptiveField(found, 'globalpool1')?.size).toEqual([8, 6])
    expect(receptiveField(found, 'globalpool1', 'pool1')?.size).toEqual([4, 3])
  })
})

describe('a trace', () => {
  const inputs = [tensor([1, 1, 2, 2], [3, 4, 0, 12])]
  const told = (layer: LayerSpec, x = 0) => {
    const found = plan(chain({ c: 1, h: 2, w: 2 }, layer))
    const { output } = runLayer(layer, { inputs })
    return trace(found, found.nodes[0].id, { c: 0, y: 0, x }, { inputs, output, params: {} })
  }

  test('of a unit that is none is refused', () => {
    const layer: LayerSpec = { type: 'pool', kind: 'avg', size: 2, stride: 1 }
    expect(() => told(layer, 1)).toThrow('There is no unit at row 0, column 1 of map 0')
  })

  test('of average pooling tells the divisor', () => {
    const layer: LayerSpec = { type: 'pool', kind: 'avg', size: 2, stride: 1, pad: [0, 1, 0, 0] }
    expect(told(layer)).toMatchObject({
      pooling: 'avg',
      left: -1,
      values: [null, 3, null, 0],
      winner: null,
      divisor: 2,
      total: 1.5,
    })
    expect(told({ ...layer, countPad: true })).toMatchObject({ divisor: 4, total: 0.75 })
    expect(told(layer, 1)).toMatchObject({ divisor: 4, total: 4.75 })
  })

  test('of max pooling tells the winner, of L2 pooling neither', () => {
    expect(told({ type: 'globalpool', kind: 'max' })).toMatchObject({ winner: 3, divisor: 1, total: 12 })
    expect(told({ type: 'globalpool', kind: 'l2' })).toMatchObject({ winner: null, divisor: 1, total: 13 })
    expect(told({ type: 'globalpool', kind: 'avg' })).toMatchObject({ size: [2, 2], divisor: 4 })
  })
})

describe('pooling as it is written', () => {
  const refused = (layer: object) => () =>
    plan({ version: 1, input: { c: 1, h: 4, w: 4 }, nodes: [{ id: 'p', from: ['input'], layer }] })

  test('is of one of three kinds', () => {
    expect(refused({ type: 'pool', kind: 'mean', size: 2 })).toThrow(
      /kind must be one of max, avg, l2; found "mean"/,
    )
    expect(refused({ type: 'globalpool', kind: 3 })).toThrow(/kind must be one of max, avg, l2; found 3/)
  })

  test('counts the padding in averages only: elsewhere countPad is refused in a sentence', () => {
    for (const kind of ['max', 'l2']) {
      expect(refused({ type: 'pool', kind, size: 2, countPad: true })).toThrow(
        `countPad says what average pooling divides by, but kind is "${kind}"`,
      )
      expect(refused({ type: 'pool', kind, size: 2, countPad: false })).not.toThrow()
    }
    expect(refused({ type: 'pool', kind: 'avg', size: 2, countPad: 1 })).toThrow(/must be true or false/)
    expect(refused({ type: 'globalpool', kind: 'avg', countPad: true })).toThrow(
      /"countPad" that is not known/,
    )
  })
})
