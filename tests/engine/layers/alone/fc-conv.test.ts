import { describe, expect, test } from 'vitest'
import { convToFc, fcToConv } from '../../../../engine/layers/alone/fc-conv'
import { runLayer } from '../../../../engine/layers/alone/run-layer'
import type { ConvSpec } from '../../../../engine/layers/conv'
import { layerType } from '../../../../engine/layers/index'
import { MEMORY_LIMIT } from '../../../../engine/plan/limits'
import { createRandom } from '../../../../engine/random'
import type { Shape } from '../../../../engine/shape'
import { lengthOf, type Tensor, zeros } from '../../../../engine/tensor'
import { numbersOf, tensor } from '../../tensors'

const random = createRandom(7)
const normal = (shape: readonly number[]): Tensor => ({
  shape,
  data: Float64Array.from({ length: lengthOf(shape) }, () => random.normal()),
})

function expectClose(found: Tensor, expected: Tensor): void {
  expect(found.data).toHaveLength(expected.data.length)
  found.data.forEach((value, i) => {
    expect(Math.abs(value - expected.data[i])).toBeLessThanOrEqual(1e-12)
  })
}

describe('fc as conv', () => {
  test('the chapter: 7×7×512 → 4096 is 4096 filters of 7×7, then → 1000 is 1000 filters of 1×1', () => {
    const first = fcToConv({ type: 'fc', units: 4096 }, { c: 512, h: 7, w: 7 }).layer
    const second = fcToConv({ type: 'fc', units: 1000 }, { c: 4096, h: 1, w: 1 }).layer
    expect(first).toMatchObject({ type: 'conv', filters: 4096, size: 7, stride: 1, pad: 0 })
    expect(second).toMatchObject({ type: 'conv', filters: 1000, size: 1 })
    const type = layerType(first)
    expect(type.outputShape(first, [{ c: 512, h: 7, w: 7 }])).toEqual({ c: 4096, h: 1, w: 1 })
    expect(type.parameters(first, [{ c: 512, h: 7, w: 7 }])[0].shape).toEqual([4096, 512, 7, 7])
  })

  test.each([true, false])(
    'the outputs are the same numbers (bias %s), rows and columns in their order',
    (bias) => {
      const x = normal([2, 3, 2, 4])
      const given = { weights: normal([5, 24]), ...(bias && { biases: normal([5]) }) }
      const { layer, params } = fcToConv({ type: 'fc', units: 5, bias }, { c: 3, h: 2, w: 4 }, given)
      expect(layer.size).toEqual([2, 4])
      expect(params?.weights.shape).toEqual([5, 3, 2, 4])
      const expected = runLayer({ type: 'fc', units: 5, bias }, { inputs: [x], params: given }).output
      const { output } = runLayer(layer, { inputs: [x], params })
      expect(output.shape).toEqual(expected.shape)
      expectClose(output, expected)
    },
  )

  test('weights of another input are refused', () => {
    const params = { weights: zeros([5, 23]), biases: zeros([5]) }
    expect(() => fcToConv({ type: 'fc', units: 5 }, { c: 3, h: 2, w: 4 }, params)).toThrow(
      'weights must be a tensor of 5 × 24; found 5 × 23 (115).',
    )
  })
})

describe('conv as fc', () => {
  test('by hand: a filter of 2 on a row of 3 is a matrix of two rows that share their numbers', () => {
    const { layer, params } = convToFc(
      { type: 'conv', filters: 1, size: [1, 2] },
      { c: 1, h: 1, w: 3 },
      { weights: tensor([1, 1, 1, 2], [5, 7]), biases: tensor([1], [9]) },
    )
    expect(layer).toEqual({ type: 'fc', units: 2, bias: true })
    expect(params?.weights.shape).toEqual([2, 3])
    expect(numbersOf(params?.weights)).toEqual([...[5, 7, 0], ...[0, 5, 7]])
    expect(numbersOf(params?.biases)).toEqual([9, 9])
  })

  const cases: [string, Omit<ConvSpec, 'type'>, Shape][] = [
    ['plain', { filters: 2, size: 3 }, { c: 2, h: 5, w: 4 }],
    ['without bias', { filters: 2, size: 1, bias: false }, { c: 3, h: 2, w: 2 }],
    ['stride and padding', { filters: 3, size: 3, stride: 2, pad: 1 }, { c: 2, h: 5, w: 7 }],
    ['unequal sides', { filters: 2, size: [2, 3], stride: [1, 2], pad: [0, 1, 1, 2] }, { c: 1, h: 4, w: 4 }],
    ['dilation', { filters: 2, size: 2, dilation: [3, 2], pad: 1 }, { c: 2, h: 5, w: 5 }],
    ['groups', { filters: 4, size: 2, groups: 2 }, { c: 6, h: 3, w: 3 }],
    ['rounded up', { filters: 1, size: 3, stride: 2, rounding: 'ceil' }, { c: 1, h: 6, w: 6 }],
  ]

  test.each(cases)(
    '%s: the outputs are the same numbers in the order [k][y][x]',
    (_name, settings, input) => {
      const written = { type: 'conv', ...settings } as const
      const specs = layerType(written).parameters(layerType(written).parse({ ...written }, 'layer'), [input])
      const given = Object.fromEntries(specs.map(({ name, shape }) => [name, normal(shape)]))
      const { layer, params } = convToFc(written, input, given)
      const x = normal([2, input.c, input.h, input.w])
      const expected = runLayer(written, { inputs: [x], params: given }).output
      const { output } = runLayer(layer, { inputs: [x], params })
      expect(output.shape).toEqual([2, lengthOf(expected.shape) / 2, 1, 1])
      expectClose(output, expected)
    },
  )

  test('without parameters it is the layer alone, of any size', () => {
    const vgg = { type: 'conv', filters: 64, size: 3, pad: 1 } as const
    expect(convToFc({ ...vgg, filters: 4 }, { c: 3, h: 112, w: 112 })).toEqual({
      layer: { type: 'fc', units: 50_176, bias: true },
    })
  })

  test('a matrix of the limit itself is written', () => {
    // 2 · 128 · 64 units × 128 · 64 numbers × 8 bytes: a page is touched only where a weight stands.
    const params = { weights: tensor([2, 1, 1, 1], [3, 5]), biases: tensor([2], [0, 0]) }
    const matrix = convToFc({ type: 'conv', filters: 2, size: 1 }, { c: 1, h: 128, w: 64 }, params).params
      ?.weights
    expect(matrix?.data.byteLength).toBe(MEMORY_LIMIT)
    expect(matrix?.data.at(-1)).toBe(5)
  })

  test('a matrix beyond the limit is refused with its sum, before it is allocated', () => {
    const params = { weights: zeros([4, 3, 3, 3]), biases: zeros([4]) }
    const layer = { type: 'conv', filters: 4, size: 3, pad: 1 } as const
    expect(() => convToFc(layer, { c: 3, h: 112, w: 112 }, params)).toThrow(
      /matrix of 50,176 × 37,632 × 4 B = 7,203 MiB; the limit is 1,024 MiB/,
    )
  })
})
