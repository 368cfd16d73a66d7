import { describe, expect, it } from 'vitest'
import { updateRule } from '../../engine/index'
import type { UpdateSpec } from '../../engine/plan/optimisers'
import { createRandom } from '../../engine/random'
import * as tf from '../oracles/node_modules/@tensorflow/tfjs'

await tf.setBackend('cpu')

const COUNT = 50
const STEPS = 40

/** The same gradients for both, as far from 0 as it takes for a tiny ε to have no say: where it stands differs by library. */
function gradientsOf(seed: number): Float32Array[] {
  const random = createRandom(seed)
  const away = (g: number) => g + Math.sign(g) * 0.1
  return Array.from({ length: STEPS }, () =>
    Float32Array.from({ length: COUNT }, () => away(random.normal())),
  )
}

function ours(spec: UpdateSpec, first: Float32Array, gradients: readonly Float32Array[]): Float32Array {
  const rule = updateRule(spec)
  const data = first.slice()
  for (const gradient of gradients) {
    const shape = [COUNT]
    rule.step({ x: { shape, data } }, { x: { shape, data: gradient } })
  }
  return data
}

function theirs(
  optimiser: tf.Optimizer,
  first: Float32Array,
  gradients: readonly Float32Array[],
): Float32Array {
  const x = tf.variable(tf.tensor1d(first))
  for (const gradient of gradients) optimiser.applyGradients({ [x.name]: tf.tensor1d(gradient) })
  const after = Float32Array.from(x.dataSync())
  tf.disposeVariables()
  return after
}

/** Adagrad of TensorFlow.js must begin with something in its sum. */
const ALMOST_NOTHING = 1e-12

/** Without Adadelta: TensorFlow.js divides by the mean of squares of the step before, Zeiler by that of this one. */
const pairs: readonly [string, UpdateSpec, () => tf.Optimizer][] = [
  ['sgd', { type: 'sgd', rate: 0.1 }, () => tf.train.sgd(0.1)],
  ['momentum', { type: 'momentum', rate: 0.1, momentum: 0.8 }, () => tf.train.momentum(0.1, 0.8)],
  ['nesterov', { type: 'nesterov', rate: 0.1, momentum: 0.8 }, () => tf.train.momentum(0.1, 0.8, true)],
  ['adagrad', { type: 'adagrad', rate: 0.1 }, () => tf.train.adagrad(0.1, ALMOST_NOTHING)],
  [
    'rmsprop',
    { type: 'rmsprop', rate: 0.01, rho: 0.9, epsilon: 1e-10 },
    () => tf.train.rmsprop(0.01, 0.9, 0, 1e-10),
  ],
  [
    'adam',
    { type: 'adam', rate: 0.01, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
    () => tf.train.adam(0.01, 0.8, 0.95, 1e-3),
  ],
]

describe('an update rule takes the way of TensorFlow.js', () => {
  it.each(pairs)('%s', (_, spec, optimiser) => {
    const random = createRandom(7)
    const first = Float32Array.from({ length: COUNT }, () => random.normal())
    const gradients = gradientsOf(3)
    const [found, expected] = [ours(spec, first, gradients), theirs(optimiser(), first, gradients)]
    for (let i = 0; i < COUNT; i++) {
      expect(Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i]))).toBeLessThan(2e-5)
    }
  })
})
