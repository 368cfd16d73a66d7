import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { conv } from '../../../engine/layers/conv'
import { chain } from '../../../engine/plan/chain'
import { toPlain, toTeX } from '../../../engine/plan/formula-writing'
import { plan } from '../../../engine/plan/plan'
import { numbersOf, tensor } from '../tensors'

const formulasOf = (spec: Parameters<typeof chain>[1], c: number, width: number) => {
  const [node] = plan(chain({ c, h: width, w: width }, spec)).nodes
  if (node.layer.type !== 'conv') throw new TypeError('a convolution was asked for')
  return new Map(conv.formulas(node.layer, node.inputs, node.out).map((f) => [f.quantity, f]))
}

describe('convolution by hand', () => {
  test('[[3,1,5],[2,2,9]] ⋆ [[1,2],[3,4]] = [19, 53]', () => {
    const { output } = runLayer(
      { type: 'conv', filters: 1, size: 2, bias: false },
      {
        inputs: [tensor([1, 1, 2, 3], [3, 1, 5, 2, 2, 9])],
        params: { weights: tensor([1, 1, 2, 2], [1, 2, 3, 4]) },
      },
    )
    expect(numbersOf(output)).toEqual([19, 53])
  })

  test('backward in one dimension: dx is dy with the flipped filter, dw is x with dy, db the sum', () => {
    const { dInputs, dParams } = runLayer(
      { type: 'conv', filters: 1, size: [1, 2] },
      {
        inputs: [tensor([1, 1, 1, 4], [1, 2, 3, 4])],
        params: { weights: tensor([1, 1, 1, 2], [10, 20]), biases: tensor([1], [0]) },
        upstream: tensor([1, 1, 1, 3], [1, 0, 2]),
      },
    )
    expect(numbersOf(dInputs?.[0])).toEqual([10, 20, 20, 40])
    expect(numbersOf(dParams?.weights)).toEqual([1 + 6, 2 + 8])
    expect(numbersOf(dParams?.biases)).toEqual([3])
  })

  test('the padding reads zero', () => {
    const { output } = runLayer(
      { type: 'conv', filters: 1, size: 3, pad: 1, bias: false },
      {
        inputs: [tensor([1, 1, 1, 1], [7])],
        params: { weights: tensor([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]) },
      },
    )
    expect(numbersOf(output)).toEqual([35])
  })

  test('a dilated filter skips the cells between its taps', () => {
    const { output } = runLayer(
      { type: 'conv', filters: 1, size: [1, 3], dilation: [1, 2], bias: false },
      {
        inputs: [tensor([1, 1, 1, 6], [1, 2, 3, 4, 5, 6])],
        params: { weights: tensor([1, 1, 1, 3], [1, 10, 100]) },
      },
    )
    expect(numbersOf(output)).toEqual([531, 642])
  })

  test('in two groups each filter reads its own half of the channels', () => {
    const { output } = runLayer(
      { type: 'conv', filters: 2, size: 1, groups: 2, bias: false },
      { inputs: [tensor([1, 2, 1, 1], [3, 5])], params: { weights: tensor([2, 1, 1, 1], [10, 100]) } },
    )
    expect(numbersOf(output)).toEqual([30, 500])
  })
})

describe('what the chapter counts', () => {
  test('32×32×3 with ten 5×5 filters: 760 parameters, 10,240 neurons, 778,240 without sharing', () => {
    const found = formulasOf({ type: 'conv', filters: 10, size: 5, pad: 2 }, 3, 32)
    expect(found.get('outputWidth')?.value).toBe(32)
    expect(found.has('outputHeight')).toBe(false)
    expect(found.get('neurons')?.value).toBe(10_240)
    expect(found.get('parameters')?.value).toBe(760)
    expect(found.get('parametersUnshared')?.value).toBe(778_240)
  })

  test("AlexNet's first layer: 290,400 neurons, 34,944 parameters, 105,705,600 without sharing, 105,415,200 multiply-adds", () => {
    const found = formulasOf({ type: 'conv', filters: 96, size: 11, stride: 4 }, 3, 227)
    expect(found.get('outputWidth')?.value).toBe(55)
    expect(found.get('neurons')?.value).toBe(290_400)
    expect(found.get('parameters')?.value).toBe(34_944)
    expect(found.get('parametersUnshared')?.value).toBe(105_705_600)
    expect(found.get('macs')?.value).toBe(105_415_200)
  })

  test("the demo's 5×5×3 with two 3×3 filters: 3×3×2, 56 parameters, 486 multiply-adds", () => {
    const found = formulasOf({ type: 'conv', filters: 2, size: 3, stride: 2, pad: 1 }, 3, 5)
    expect(found.get('neurons')?.value).toBe(18)
    expect(found.get('parameters')?.value).toBe(56)
    expect(found.get('macs')?.value).toBe(486)
  })

  test('the first layer of VGG on 224×224: 12.25 MiB of activations', () => {
    const found = formulasOf({ type: 'conv', filters: 64, size: 3, pad: 1 }, 3, 224)
    expect(found.get('neurons')?.value).toBe(3_211_264)
    expect((found.get('memory')?.value ?? 0) / 2 ** 20).toBe(12.25)
  })

  test('a formula shows its letters and its numbers from one tree', () => {
    const found = formulasOf({ type: 'conv', filters: 10, size: 3, pad: 1 }, 10, 16)
    const width = found.get('outputWidth')!.expr
    const parameters = found.get('parameters')!.expr
    expect(toPlain(width, 'symbols')).toBe('(W − F + 2P)/S + 1')
    expect(toPlain(width, 'numbers')).toBe('(16 − 3 + 2·1)/1 + 1')
    expect(toPlain(parameters, 'symbols')).toBe('K·(F·F·C+1)')
    expect(toPlain(parameters, 'numbers')).toBe('10·(3·3·10+1)')
    expect(toTeX(width, 'symbols')).toBe('\\frac{W - F + 2 P}{S} + 1')
  })

  test('where rows and columns differ, both sizes are shown', () => {
    const found = formulasOf({ type: 'conv', filters: 1, size: [3, 5], pad: [1, 2, 1, 2] }, 1, 8)
    expect(toPlain(found.get('outputWidth')!.expr, 'symbols')).toBe('(W − F_w + 2P_w)/S_w + 1')
    expect(found.get('outputHeight')?.value).toBe(8)
  })
})

describe('settings that cannot be', () => {
  const input = { c: 3, h: 7, w: 7 }
  test.each([
    [
      'a stride that leaves a pixel',
      { type: 'conv', filters: 1, size: 3, stride: 3 },
      /one pixel is left over/,
    ],
    [
      'groups that do not divide the channels',
      { type: 'conv', filters: 4, size: 3, groups: 2 },
      /do not divide/,
    ],
    ['no filters at all', { type: 'conv', filters: 0, size: 3 }, /filters must be a whole number from 1/],
    ['half a pixel of padding', { type: 'conv', filters: 1, size: 3, pad: 0.5 }, /pad must be/],
    ['three numbers for a size', { type: 'conv', filters: 1, size: [3, 3, 3] }, /\[h, w\]/],
    ['a size in words', { type: 'conv', filters: 1, size: '3' }, /size must be/],
    [
      'a rounding nobody knows',
      { type: 'conv', filters: 1, size: 3, rounding: 'nearest' },
      /exact, floor, ceil/,
    ],
  ])('%s', (_name, layer, sentence) => {
    const spec = { version: 1, input, nodes: [{ id: 'a', from: ['input'], layer }] }
    expect(() => plan(spec)).toThrow(sentence)
  })

  test('where the axes differ, the sentence says which one it is about', () => {
    const layer = { type: 'conv', filters: 1, size: 3, stride: [1, 3] } as const
    expect(() => plan(chain(input, layer))).toThrow(/^Across the width: \(7 − 3/)
  })
})
