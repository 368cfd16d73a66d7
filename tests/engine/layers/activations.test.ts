import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { type LayerSpec, layers, layerType } from '../../../engine/layers/index'
import { plan } from '../../../engine/plan/plan'
import { numbersOf, tensor } from '../tensors'

const column = (...numbers: number[]) => tensor([1, numbers.length, 1, 1], numbers)

/** Value and slope of a layer at each x. */
function at(layer: LayerSpec, ...x: number[]): { y: number[]; slopes: number[] } {
  const { output, dInputs } = runLayer(layer, { inputs: [column(...x)], upstream: column(...x.map(() => 1)) })
  return { y: numbersOf(output), slopes: numbersOf(dInputs?.[0]) }
}

const refusal = (layer: object) => () =>
  plan({
    version: 1,
    input: { c: 1, h: 2, w: 2 },
    nodes: [{ id: 'a', from: ['input'], layer }],
  })

describe('leaky ReLU', () => {
  test('what is negative is made smaller, and so is its gradient', () => {
    const { y, slopes } = at({ type: 'leakyrelu', slope: 0.25 }, -2, 0, 3)
    expect(y).toEqual([-0.5, 0, 3])
    expect(slopes).toEqual([0.25, 0.25, 1])
  })

  test('its slope is 0.01 unless it says otherwise', () => {
    expect(at({ type: 'leakyrelu' }, -300).y).toEqual([-3])
  })

  test('slope 0 is ReLU, slope 1 changes nothing', () => {
    expect(at({ type: 'leakyrelu', slope: 0 }, -2, 3).slopes).toEqual([0, 1])
    expect(at({ type: 'leakyrelu', slope: 1 }, -2, 3).y).toEqual([-2, 3])
  })

  test('another slope is refused in a sentence', () => {
    expect(refusal({ type: 'leakyrelu', slope: 1.5 })).toThrow(
      'slope must be a number from 0 to 1; found 1.5',
    )
    expect(refusal({ type: 'leakyrelu', slope: '0.1' })).toThrow('found "0.1"')
  })
})

describe('tanh', () => {
  test('0 stays 0 with slope 1, and the ends are −1 and 1, where no gradient comes back', () => {
    expect(at({ type: 'tanh' }, 0)).toEqual({ y: [0], slopes: [1] })
    expect(at({ type: 'tanh' }, -1000, 1000)).toEqual({ y: [-1, 1], slopes: [0, 0] })
    expect(at({ type: 'tanh' }, Math.log(2)).y[0]).toBeCloseTo(0.6, 12) // (2 − ½)/(2 + ½)
    expect(at({ type: 'tanh' }, Math.log(2)).slopes[0]).toBeCloseTo(0.64, 12)
  })

  test('with the factors of LeNet-5, ±1 stays ±1', () => {
    const lenet: LayerSpec = { type: 'tanh', outer: 1.7159, inner: 2 / 3 }
    const { y, slopes } = at(lenet, -1, 1, 0)
    expect(y[0]).toBeCloseTo(-1, 4)
    expect(y[1]).toBeCloseTo(1, 4)
    expect(slopes[2]).toBeCloseTo((1.7159 * 2) / 3, 12)
  })

  test('a factor of 0 is refused', () => {
    expect(refusal({ type: 'tanh', inner: 0 })).toThrow('inner must be a number from 0.001 to 1,000; found 0')
  })
})

describe('sigmoid', () => {
  test('0 becomes ½ with slope ¼, and the ends are 0 and 1', () => {
    expect(at({ type: 'sigmoid' }, 0)).toEqual({ y: [0.5], slopes: [0.25] })
    expect(at({ type: 'sigmoid' }, -1000, 1000)).toEqual({ y: [0, 1], slopes: [0, 0] })
    expect(at({ type: 'sigmoid' }, Math.log(3)).y[0]).toBeCloseTo(0.75, 12)
  })
})

test('no activation function hides a number that is not one', () => {
  for (const layer of activations()) expect(at(layer, Number.NaN).y[0]).toBeNaN()
})

test('an activation function is written with the number in its place', () => {
  const written = (layer: LayerSpec, x: string) => {
    const type = layerType(layer)
    return type.activation?.written(type.parse({ ...layer }, 'layer'), x)
  }
  expect(written({ type: 'relu' }, 'x')).toBe('max(0, x)')
  expect(written({ type: 'leakyrelu', slope: 0.1 }, '−2')).toBe('max(−2, 0.1 × −2)')
  expect(written({ type: 'tanh' }, '0.5')).toBe('tanh(0.5)')
  expect(written({ type: 'tanh', outer: 1.7159, inner: 2 / 3 }, 'x')).toBe('1.7159 × tanh(0.66667 × x)')
  expect(written({ type: 'sigmoid' }, '0.5')).toBe('1/(1 + e^−0.5)')
  expect(written({ type: 'sigmoid' }, '−0.5')).toBe('1/(1 + e^0.5)')
})

function activations(): LayerSpec[] {
  return layers
    .filter((layer) => layerType(layer).activation)
    .map((layer): LayerSpec => layer.examples[0].layer)
}
