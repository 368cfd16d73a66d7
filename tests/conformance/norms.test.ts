/** Both normalisations against ONNX Runtime Web and TensorFlow.js, over seeded random sizes, settings and numbers. */
import { describe, expect, it } from 'vitest'
import { runLayer } from '../../engine/layers/alone/run-layer'
import { createRandom, type Random } from '../../engine/random'
import type { Tensor } from '../../engine/tensor'
import { randomTensor } from '../engine/kernels/cases'
import * as tf from '../oracles/node_modules/@tensorflow/tfjs'
import { cases } from '../sample'
import { runOnnx } from './onnx'

await tf.setBackend('cpu')

/** The oracles compute in float32. */
function expectClose(found: Tensor | undefined, expected: ArrayLike<number>, what: string): void {
  expect(found?.data.length, what).toBe(expected.length)
  const largest = Math.max(1, ...Array.from(expected, Math.abs))
  found?.data.forEach((value, i) => {
    const error = Math.abs(value - expected[i]) / largest
    if (!(error < 2e-5)) expect.fail(`${what}[${i}]: ${value}, the oracle ${expected[i]}`)
  })
}

const between = (random: Random, from: number, to: number): number => from + random.below(to - from + 1)
const channelsLast = ({ shape: [n, c, h, w], data }: Tensor): tf.Tensor4D =>
  tf.transpose(tf.tensor4d(Float32Array.from(data), [n, c, h, w]), [0, 2, 3, 1])
const planar = (value: tf.Tensor4D): ArrayLike<number> => tf.transpose(value, [0, 3, 1, 2]).dataSync()

function drawLrn(seed: number) {
  const random = createRandom(seed)
  const shape = [between(random, 1, 3), between(random, 1, 9), between(random, 1, 5), between(random, 1, 5)]
  const settings = {
    size: between(random, 1, 7),
    alpha: Math.fround(2 * random.uniform()),
    beta: Math.fround(0.2 + random.uniform()),
    k: Math.fround(0.5 + random.uniform()),
  }
  const x = randomTensor(shape, random, 'float64')
  return { settings, x, upstream: randomTensor(shape, random, 'float64') }
}

describe('local response normalisation', { timeout: 300_000 }, () => {
  it('is that of ONNX, whose runtime takes odd windows only', async () => {
    for (let seed = 0; seed < cases(30, 300); seed++) {
      const { settings, x } = drawLrn(seed)
      const size = settings.size | 1
      const { alpha, beta, k } = settings
      const attributes = { size, alpha: { float: alpha }, beta: { float: beta }, bias: { float: k } }
      const [expected] = await runOnnx({ op: 'LRN', attributes, inputs: [x] })
      const { output } = runLayer({ type: 'lrn', ...settings, size }, { inputs: [x] })
      expectClose(output, expected.data, `seed ${seed}, size ${size}`)
    }
  })

  it('is that of TensorFlow.js with its gradient, whose window is 2·radius + 1 and whose α is not divided', () => {
    for (let seed = 0; seed < cases(30, 300); seed++) {
      const { settings, x, upstream } = drawLrn(1000 + seed)
      const radius = settings.size >> 1
      const size = 2 * radius + 1
      const apply = (value: tf.Tensor4D): tf.Tensor4D =>
        tf.localResponseNormalization(value, radius, settings.k, settings.alpha / size, settings.beta)
      const { output, dInputs } = runLayer({ type: 'lrn', ...settings, size }, { inputs: [x], upstream })
      const at = `seed ${seed}, size ${size}`
      expectClose(output, planar(apply(channelsLast(x))), at)
      const slope = tf.grad((value) => apply(value as tf.Tensor4D))
      expectClose(dInputs?.[0], planar(slope(channelsLast(x), channelsLast(upstream)) as tf.Tensor4D), at)
    }
  })
})

function drawBatchnorm(seed: number) {
  const random = createRandom(seed)
  const shape = [between(random, 2, 4), between(random, 1, 5), between(random, 1, 5), between(random, 1, 5)]
  const perChannel = (): Tensor => randomTensor([shape[1]], random, 'float64')
  const params = {
    gamma: perChannel(),
    beta: perChannel(),
    runningMean: perChannel(),
    runningVariance: { shape: [shape[1]], data: perChannel().data.map((v) => Math.fround(0.3 + v * v)) },
  }
  const epsilon = Math.fround(0.001 + 0.1 * random.uniform())
  const momentum = Math.fround(random.uniform())
  const x = randomTensor(shape, random, 'float64')
  const upstream = randomTensor(shape, random, 'float64')
  return { layer: { type: 'batchnorm', epsilon, momentum } as const, params, x, upstream }
}

const listed = (
  { gamma, beta, runningMean, runningVariance }: Record<string, Tensor>,
  x: Tensor,
): Tensor[] => [x, gamma, beta, runningMean, runningVariance]

describe('batch normalisation', { timeout: 300_000 }, () => {
  it('is that of ONNX in a test run', async () => {
    for (let seed = 0; seed < cases(30, 300); seed++) {
      const { layer, params, x } = drawBatchnorm(seed)
      const attributes = { epsilon: { float: layer.epsilon } }
      const [expected] = await runOnnx({ op: 'BatchNormalization', attributes, inputs: listed(params, x) })
      expectClose(runLayer(layer, { inputs: [x], params }).output, expected.data, `seed ${seed}`)
    }
  })

  it('is that of ONNX in training, whose momentum is the share that stays and whose variance stays biased', async () => {
    for (let seed = 0; seed < cases(30, 300); seed++) {
      const { layer, params, x } = drawBatchnorm(1000 + seed)
      const [y, mean, variance] = await runOnnx({
        op: 'BatchNormalization',
        attributes: {
          epsilon: { float: layer.epsilon },
          momentum: { float: 1 - layer.momentum },
          training_mode: 1,
        },
        inputs: listed(params, x),
        outputs: ['float32', 'float32', 'float32'],
      })
      const { output, state } = runLayer(layer, { inputs: [x], params, mode: 'train' })
      expectClose(output, y.data, `seed ${seed}, y`)
      expectClose(state?.runningMean, mean.data, `seed ${seed}, mean`)
      const count = x.data.length / x.shape[1]
      const unbiased = variance.data.map((moved, c) => {
        const stayed = (1 - layer.momentum) * params.runningVariance.data[c]
        return stayed + ((moved - stayed) * count) / (count - 1)
      })
      expectClose(state?.runningVariance, unbiased, `seed ${seed}, variance`)
    }
  })

  it('has the gradients of TensorFlow.js, with constant statistics and with those of the batch', () => {
    for (let seed = 0; seed < cases(30, 300); seed++) {
      const { layer, params, x, upstream } = drawBatchnorm(2000 + seed)
      const vector = ({ data }: Tensor): tf.Tensor1D => tf.tensor1d(Float32Array.from(data))
      for (const mode of ['test', 'train'] as const) {
        const apply = (value: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor => {
          const images = value as tf.Tensor4D
          const running = { mean: vector(params.runningMean), variance: vector(params.runningVariance) }
          const { mean, variance } = mode === 'train' ? tf.moments(images, [0, 1, 2]) : running
          const [m, v] = [mean as tf.Tensor1D, variance as tf.Tensor1D]
          return tf.batchNorm(images, m, v, beta as tf.Tensor1D, gamma as tf.Tensor1D, layer.epsilon)
        }
        const given = [channelsLast(x), vector(params.gamma), vector(params.beta)] as const
        const found = runLayer(layer, { inputs: [x], params, upstream, mode })
        const at = `seed ${seed}, ${mode}`
        expectClose(found.output, planar(apply(...given) as tf.Tensor4D), `${at}, y`)
        const [dx, dGamma, dBeta] = tf.grads(apply)([...given], channelsLast(upstream))
        expectClose(found.dInputs?.[0], planar(dx as tf.Tensor4D), `${at}, dx`)
        expectClose(found.dParams?.gamma, dGamma.dataSync(), `${at}, dγ`)
        expectClose(found.dParams?.beta, dBeta.dataSync(), `${at}, dβ`)
      }
    }
  })
})
