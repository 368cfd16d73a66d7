import { describe, expect, test } from 'vitest'
import { type LayerResult, runLayer } from '../../../engine/layers/alone/run-layer'
import { batchnorm } from '../../../engine/layers/batchnorm'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import { SpecError } from '../../../engine/shape'
import type { Tensor } from '../../../engine/tensor'
import { randomTensor } from '../kernels/cases'
import { numbersOf, tensor } from '../tensors'

const neutral = { gamma: tensor([1], [1]), beta: tensor([1], [0]) }

function expectNumbers(found: Tensor | undefined, expected: readonly number[], digits = 9): void {
  const numbers = numbersOf(found)
  expect(numbers).toHaveLength(expected.length)
  numbers.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], digits)
  })
}

describe('batch normalisation in training', () => {
  // Mean 3, biased variance 5, unbiased 20/3; with ε = 4 the spread is 3.
  const x = tensor([2, 1, 1, 2], [0, 2, 4, 6])
  const layer = { type: 'batchnorm', epsilon: 4, momentum: 0.1 } as const

  test('takes off the mean of the batch and divides by its biased spread', () => {
    expectNumbers(runLayer(layer, { inputs: [x], params: neutral, mode: 'train' }).output, [
      -1,
      -1 / 3,
      1 / 3,
      1,
    ])
  })

  test('then scales by γ and shifts by β', () => {
    const params = { gamma: tensor([1], [3]), beta: tensor([1], [10]) }
    expectNumbers(runLayer(layer, { inputs: [x], params, mode: 'train' }).output, [7, 9, 11, 13])
  })

  test('moves the running statistics by its momentum, with the unbiased variance, and leaves those it was given', () => {
    const running = { runningMean: tensor([1], [1]), runningVariance: tensor([1], [2]) }
    const { state } = runLayer(layer, { inputs: [x], params: { ...neutral, ...running }, mode: 'train' })
    expectNumbers(state?.runningMean, [0.9 * 1 + 0.1 * 3])
    expectNumbers(state?.runningVariance, [0.9 * 2 + 0.1 * (20 / 3)])
    expect(numbersOf(running.runningMean)).toEqual([1])
    expect(numbersOf(running.runningVariance)).toEqual([2])
  })

  test('begins at mean 0 and variance 1 where no running statistics are given', () => {
    const { state } = runLayer(layer, { inputs: [x], params: neutral, mode: 'train' })
    expectNumbers(state?.runningMean, [0.3])
    expectNumbers(state?.runningVariance, [0.9 + 2 / 3])
  })

  test('gives its state with and without an upstream gradient, and none in test mode', () => {
    const run = { inputs: [x], params: neutral }
    const withoutUpstream = runLayer(layer, { ...run, mode: 'train' })
    const withUpstream = runLayer(layer, { ...run, mode: 'train', upstream: x })
    expect(withUpstream.state).toEqual(withoutUpstream.state)
    expect(runLayer(layer, { ...run, upstream: x }).state).toBeUndefined()
    expect(runLayer({ type: 'relu' }, { inputs: [x], mode: 'train' }).state).toBeUndefined()
  })

  test('a gradient that is the same everywhere, or follows x, moves no input', () => {
    const exact = { ...layer, epsilon: 1e-12 }
    for (const upstream of [tensor([2, 1, 1, 2], [5, 5, 5, 5]), x]) {
      const { dInputs } = runLayer(exact, { inputs: [x], params: neutral, mode: 'train', upstream })
      expectNumbers(dInputs?.[0], [0, 0, 0, 0])
    }
  })

  test('channels do not see each other', () => {
    const two = tensor([2, 2, 1, 1], [0, 100, 2, 300])
    const params = { gamma: tensor([2], [1, 1]), beta: tensor([2], [0, 0]) }
    const { output } = runLayer({ ...layer, epsilon: 1e-12 }, { inputs: [two], params, mode: 'train' })
    expectNumbers(output, [-1, -1, 1, 1])
  })

  test('a mean a million times the spread costs no digit', () => {
    const far = tensor([4, 1, 1, 1], [1e6 - 1, 1e6 + 1, 1e6 - 1, 1e6 + 1])
    const { output } = runLayer(
      { ...layer, epsilon: 1e-12 },
      { inputs: [far], params: neutral, mode: 'train' },
    )
    expectNumbers(output, [-1, 1, -1, 1])
  })

  test('one number per channel is refused in a sentence, in both languages; two are not', () => {
    const one = () => runLayer(layer, { inputs: [tensor([1, 1, 1, 1], [7])], params: neutral, mode: 'train' })
    expect(one).toThrow(SpecError)
    expect(one).toThrow(/one picture of 1×1×1.*Train with a batch of 2 or more\./)
    try {
      one()
    } catch (error) {
      expect(error).toMatchObject({ code: 'batch-too-small', values: { batch: 1, least: 2 } })
      expect((error as SpecError).text.zh).toMatch(/批大小设为 2/)
    }
    const ran = (shape: number[]): LayerResult =>
      runLayer(layer, { inputs: [tensor(shape, [1, 3])], params: neutral, mode: 'train' })
    expect(ran([1, 1, 1, 2]).output.data).toHaveLength(2)
    expect(ran([2, 1, 1, 1]).output.data).toHaveLength(2)
    expect(
      runLayer(layer, { inputs: [tensor([1, 1, 1, 1], [7])], params: neutral }).output.data,
    ).toHaveLength(1)
  })
})

describe('batch normalisation in a test run', () => {
  const params = {
    gamma: tensor([1], [6]),
    beta: tensor([1], [1]),
    runningMean: tensor([1], [2]),
    runningVariance: tensor([1], [5]),
  }
  const layer = { type: 'batchnorm', epsilon: 4 } as const

  test('uses the running statistics, whatever the batch', () => {
    const { output } = runLayer(layer, { inputs: [tensor([1, 1, 1, 3], [2, 5, -1])], params })
    expectNumbers(output, [1, 7, -5]) // 6·(x − 2)/3 + 1
  })

  test('mean and variance are constants on the way back', () => {
    const upstream = tensor([1, 1, 1, 3], [1, 10, 100])
    const { dInputs, dParams } = runLayer(layer, {
      inputs: [tensor([1, 1, 1, 3], [2, 5, -1])],
      params,
      upstream,
    })
    expectNumbers(dInputs?.[0], [2, 20, 200])
    expectNumbers(dParams?.gamma, [10 - 100]) // x̂ = 0, 1, −1
    expectNumbers(dParams?.beta, [111])
  })
})

describe('batch normalisation by its definition, written down anew', () => {
  test('output, gradients and running statistics agree', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed)
      const shape = [2 + random.below(3), 1 + random.below(4), 1 + random.below(3), 1 + random.below(3)]
      const [x, upstream] = [randomTensor(shape, random, 'float64'), randomTensor(shape, random, 'float64')]
      const perChannel = () => randomTensor([shape[1]], random, 'float64')
      const params = { gamma: perChannel(), beta: perChannel() }
      const epsilon = 0.01 + random.uniform()
      const layer = { type: 'batchnorm', epsilon } as const
      const found = runLayer(layer, { inputs: [x], params, upstream, mode: 'train' })
      for (let c = 0; c < shape[1]; c++) {
        const of = (t: Tensor | undefined): number[] => channelOf(t ?? x, c)
        const expected = channelByDefinition(
          of(x),
          of(upstream),
          params.gamma.data[c],
          params.beta.data[c],
          epsilon,
        )
        of(found.output).forEach((y, i) => {
          expect(y).toBeCloseTo(expected.y[i], 9)
        })
        of(found.dInputs?.[0]).forEach((dx, i) => {
          expect(dx).toBeCloseTo(expected.dx[i], 9)
        })
        expect(found.dParams?.gamma.data[c]).toBeCloseTo(expected.dGamma, 9)
        expect(found.state?.runningVariance.data[c]).toBeCloseTo(0.9 + 0.1 * expected.unbiased, 9)
      }
    }
  })
})

const channelOf = ({ shape: [, channels, h, w], data }: Tensor, c: number): number[] =>
  [...data].filter((_, i) => Math.floor(i / (h * w)) % channels === c)

/** The whole Jacobian: dy_i/dx_j = γ/spread · ([i = j] − 1/n − x̂_i·x̂_j/n). */
function channelByDefinition(x: number[], dy: number[], gamma: number, beta: number, epsilon: number) {
  const n = x.length
  const mean = x.reduce((a, b) => a + b) / n
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const spread = (squares / n + epsilon) ** 0.5
  const normal = x.map((value) => (value - mean) / spread)
  return {
    unbiased: squares / (n - 1),
    y: normal.map((value) => gamma * value + beta),
    dGamma: normal.reduce((sum, value, i) => sum + value * dy[i], 0),
    dx: normal.map((a, j) =>
      normal.reduce(
        (sum, b, i) => sum + (dy[i] * gamma * ((i === j ? 1 : 0) - 1 / n - (a * b) / n)) / spread,
        0,
      ),
    ),
  }
}

describe('batch normalisation in a plan', () => {
  test('γ and β are parameters, running statistics are not, and neither decays', () => {
    const [node] = plan(chain({ c: 64, h: 8, w: 8 }, { type: 'batchnorm' })).nodes
    expect(node.parameterCount).toBe(128)
    expect(node.parameters.map(({ name, learned, decays, start }) => [name, learned, decays, start])).toEqual(
      [
        ['gamma', true, false, 1],
        ['beta', true, false, 0],
        ['runningMean', false, false, 0],
        ['runningVariance', false, false, 1],
      ],
    )
  })

  test.each([
    { momentum: -0.1 },
    { momentum: 1.1 },
    { epsilon: -1e-9 },
    { epsilon: '1' },
    { momentum: Number.NaN },
  ])('refuses %o', (settings) => {
    expect(() => batchnorm.parse({ type: 'batchnorm', ...settings }, 'layer')).toThrow(SpecError)
  })

  test('a small ε is told as it is, not as 0', () => {
    const layer = batchnorm.parse({ type: 'batchnorm', epsilon: 1e-8 }, 'layer')
    const shape = { c: 1, h: 2, w: 2 }
    expect(batchnorm.explain(layer, [shape], shape).en).toContain('1·10⁻⁸')
  })
})
