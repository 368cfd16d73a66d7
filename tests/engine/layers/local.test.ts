import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { chain } from '../../../engine/plan/chain'
import { ledger } from '../../../engine/plan/ledger'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import { lengthOf, type Tensor } from '../../../engine/tensor'
import { numbersOf, tensor } from '../tensors'

describe('a locally connected layer by hand', () => {
  const layer = { type: 'local', filters: 1, size: [1, 2] } as const
  const inputs = [tensor([1, 1, 1, 3], [1, 2, 3])]
  const params = { weights: tensor([1, 2, 1, 1, 1, 2], [10, 20, 1, 2]), biases: tensor([1, 1, 2], [5, 7]) }

  test('each place has its own two weights and its own bias', () => {
    expect(numbersOf(runLayer(layer, { inputs, params }).output)).toEqual([
      10 * 1 + 20 * 2 + 5,
      1 * 2 + 2 * 3 + 7,
    ])
  })

  test('a weight learns from its one place, a pixel from both that read it', () => {
    const { dInputs, dParams } = runLayer(layer, { inputs, params, upstream: tensor([1, 1, 1, 2], [1, 3]) })
    expect(numbersOf(dInputs?.[0])).toEqual([10, 20 + 3 * 1, 3 * 2])
    expect(numbersOf(dParams?.weights)).toEqual([1, 2, 3 * 2, 3 * 3])
    expect(numbersOf(dParams?.biases)).toEqual([1, 3])
  })
})

test('with the filters of a convolution at every place it is that convolution', () => {
  const random = createRandom(7)
  const normal = (shape: readonly number[]): Tensor =>
    tensor(
      shape,
      Array.from({ length: lengthOf(shape) }, () => random.normal()),
    )
  const settings = { filters: 4, size: 3, stride: 2, pad: [1, 0, 1, 2], groups: 2 } as const
  const x = normal([2, 4, 5, 5])
  const [weights, biases] = [normal([4, 2, 3, 3]), normal([4])]
  const shared = runLayer({ type: 'conv', ...settings }, { inputs: [x], params: { weights, biases } })
  const [, , h, w] = shared.output.shape
  const own = {
    weights: tensor(
      [h, w, ...weights.shape],
      Array(h * w)
        .fill(numbersOf(weights))
        .flat(),
    ),
    biases: tensor(
      [4, h, w],
      numbersOf(biases).flatMap((bias) => Array<number>(h * w).fill(bias)),
    ),
  }
  const unshared = runLayer({ type: 'local', ...settings }, { inputs: [x], params: own })
  expect(numbersOf(unshared.output)).toEqual(numbersOf(shared.output))
})

describe('what the chapter counts without sharing', () => {
  test('32×32×3, ten filters of 5×5: 778,240 parameters, as many multiply-adds as the convolution', () => {
    const input = { c: 3, h: 32, w: 32 }
    const [local] = plan(chain(input, { type: 'local', filters: 10, size: 5, pad: 2 })).nodes
    const [conv] = plan(chain(input, { type: 'conv', filters: 10, size: 5, pad: 2 })).nodes
    expect(local.parameterCount).toBe(778_240)
    expect(local.macs).toBe(conv.macs)
    expect(local.macs).toBe(10_240 * 75)
  })

  test("AlexNet's first layer: 105,705,600 parameters, and its account holds them: 403 MiB, again for gradients and momentum", () => {
    const spec = chain({ c: 3, h: 227, w: 227 }, { type: 'local', filters: 96, size: 11, stride: 4 })
    const { memory } = ledger(plan(spec)).totals
    expect(plan(spec).parameterCount).toBe(105_705_600)
    expect(memory.parameters / 2 ** 20).toBeCloseTo(403.2, 1)
    expect(memory).toMatchObject({ parameterGradients: memory.parameters, updateState: memory.parameters })
  })
})
