import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { trace } from '../../../engine/plan/trace'
import { numbersOf, tensor } from '../tensors'

test('ReLU: what is negative becomes 0, and its gradient stops there', () => {
  const { output, dInputs } = runLayer(
    { type: 'relu' },
    { inputs: [tensor([1, 3, 1, 1], [-2, 0, 3])], upstream: tensor([1, 3, 1, 1], [1, 1, 1]) },
  )
  expect(numbersOf(output)).toEqual([0, 0, 3])
  expect(numbersOf(dInputs?.[0])).toEqual([0, 0, 1])
})

test('ReLU does not hide a number that is not one', () => {
  const { output } = runLayer({ type: 'relu' }, { inputs: [tensor([1, 1, 1, 1], [Number.NaN])] })
  expect(output.data[0]).toBeNaN()
})

test('fully connected: W·x + b', () => {
  const { output, dInputs, dParams } = runLayer(
    { type: 'fc', units: 2 },
    {
      inputs: [tensor([1, 1, 1, 3], [1, 2, 3])],
      params: { weights: tensor([2, 3], [1, 0, 2, -1, 1, 0]), biases: tensor([2], [10, 20]) },
      upstream: tensor([1, 2, 1, 1], [1, 2]),
    },
  )
  expect(numbersOf(output)).toEqual([17, 21])
  expect(numbersOf(dInputs?.[0])).toEqual([-1, 2, 2])
  expect(numbersOf(dParams?.weights)).toEqual([1, 2, 3, 2, 4, 6])
  expect(numbersOf(dParams?.biases)).toEqual([1, 2])
})

test('a linear classifier of 32×32×3 has 30,720 weights and 10 biases', () => {
  expect(plan(chain({ c: 3, h: 32, w: 32 }, { type: 'fc', units: 10 })).parameterCount).toBe(30_730)
})

describe('softmax', () => {
  test('equal scores share equally, and add up to 1', () => {
    const { output } = runLayer({ type: 'softmax' }, { inputs: [tensor([1, 4, 1, 1], [2, 2, 2, 2])] })
    expect(numbersOf(output)).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  test('a flattened picture is traced: its scores are more than a call has room for', () => {
    const scores = tensor([1, 3 * 256 * 256, 1, 1], new Array(3 * 256 * 256).fill(0))
    const found = plan(chain({ c: 3, h: 256, w: 256 }, { type: 'flatten' }, { type: 'softmax' }))
    const traced = trace(
      found,
      'softmax1',
      { c: 0, y: 0, x: 0 },
      { inputs: [scores], output: scores, params: {} },
    )
    expect(traced).toMatchObject({ kind: 'softmax', total: 0 })
  })

  test('scores of a thousand do not overflow', () => {
    const { output } = runLayer({ type: 'softmax' }, { inputs: [tensor([1, 2, 1, 1], [1000, 0])] })
    expect(numbersOf(output)).toEqual([1, 0])
  })

  test('it runs over the channels of each place', () => {
    const { output } = runLayer(
      { type: 'softmax' },
      { inputs: [tensor([1, 2, 1, 2], [0, Math.log(3), 0, 0])] },
    )
    expect(output.data[0]).toBe(0.5)
    expect(output.data[1]).toBeCloseTo(0.75, 12)
  })
})

describe('addition', () => {
  test('number by number, and the gradient goes to each input whole', () => {
    const { output, dInputs } = runLayer(
      { type: 'add' },
      {
        inputs: [tensor([1, 1, 1, 2], [1, 2]), tensor([1, 1, 1, 2], [10, 20])],
        upstream: tensor([1, 1, 1, 2], [3, 4]),
      },
    )
    expect(numbersOf(output)).toEqual([11, 22])
    expect(dInputs?.map(numbersOf)).toEqual([
      [3, 4],
      [3, 4],
    ])
  })

  test('volumes of different size are refused', () => {
    const inputs = [tensor([1, 1, 1, 2], [1, 2]), tensor([1, 2, 1, 1], [1, 2])]
    expect(() => runLayer({ type: 'add' }, { inputs })).toThrow(/2×1×1 meets 1×1×2/)
  })
})
