import { expect, test } from 'vitest'
import { runLayer } from '../../../../engine/layers/alone/run-layer'
import { tensor } from '../../tensors'

const inputs = [tensor([1, 1, 1, 2], [1, 2])]
const weights = tensor([1, 2], [1, 1])
const biases = tensor([1], [3])

test('a parameter of an unknown name is refused, with the names that are known', () => {
  expect(() => runLayer({ type: 'fc', units: 1 }, { inputs, params: { weight: weights, biases } })).toThrow(
    'params has a field "weight" that is not known here. Known are: weights, biases, gamma, beta, runningMean, runningVariance.',
  )
})

test('a parameter that is missing is named, with its shape', () => {
  expect(() => runLayer({ type: 'fc', units: 1 }, { inputs, params: { biases } })).toThrow(
    'params.weights is missing: give a tensor of 1 × 2.',
  )
})

test('a mode that is none is refused', () => {
  const run: unknown[] = [{ type: 'relu' }, { inputs, mode: 'both' }]
  expect(() => Reflect.apply(runLayer, null, run)).toThrow('There is no mode "both"; there are train, test.')
})

test('biases of a layer without them do no harm', () => {
  const { output } = runLayer({ type: 'fc', units: 1, bias: false }, { inputs, params: { weights, biases } })
  expect([...output.data]).toEqual([3])
})
