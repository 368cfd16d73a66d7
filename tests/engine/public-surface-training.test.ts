/** Losses, update rules and trainers, sentence by sentence, through the public surface alone. */
import { describe, expect, it } from 'vitest'
import {
  chain,
  checkpointFromBytes,
  checkpointToBytes,
  createNetwork,
  createTrainer,
  hinge,
  type NetworkSpec,
  optimisers,
  runLayer,
  SpecError,
  softmaxCrossEntropy,
  squaredError,
  toFullyConvolutional,
  type UpdateSpec,
  updateRule,
  updateRules,
  withInputSize,
} from '../../engine/index'
import { numbersOf, tensor } from './tensors'

describe('a loss', () => {
  it.each([[[2, 0]], [Uint8Array.of(2, 0)], [Int32Array.of(2, 0)], [Float32Array.of(2, 0)]])(
    'takes labels as an array or a typed array: %o',
    (labels) => {
      const scores = tensor([2, 3, 1, 1], [0, 0, 0, 2, 2, 0])
      const { loss, dScores } = hinge(scores, labels)
      // Image 0: two margins of 1; image 1: class 1 is 1 too near, class 2 lies 2 below.
      expect(loss).toBe((2 + 1) / 2)
      expect([dScores.shape, numbersOf(dScores)]).toEqual([
        [2, 3, 1, 1],
        [0.5, 0.5, -1, -0.5, 0.5, 0],
      ])
      expect(softmaxCrossEntropy(scores, labels).dScores.data[2]).toBeCloseTo((1 / 3 - 1) / 2, 12)
    },
  )

  it('of the squared error is ½Σ, a mean over the images, and its gradient y − t over them', () => {
    const { loss, dScores } = squaredError(
      tensor([2, 2, 1, 1], [1, 2, 3, 4]),
      tensor([2, 2, 1, 1], [0, 2, 3, 0]),
    )
    expect([loss, numbersOf(dScores)]).toEqual([(1 + 16) / 4, [0.5, 0, 0, 2]])
  })

  it('keeps the precision of its scores', () => {
    const scores = { shape: [1, 2, 1, 1], data: Float32Array.of(0, 0) }
    expect(softmaxCrossEntropy(scores, [0]).dScores.data).toBeInstanceOf(Float32Array)
    expect(() => softmaxCrossEntropy(scores, [2])).toThrow(SpecError)
  })
})

const sqrt = Math.sqrt

/** One parameter that begins at 1, with the gradients 2, −1 and 4: its three values, written out. */
const threeSteps: readonly (readonly [UpdateSpec, readonly [number, number, number]])[] = [
  [{ type: 'sgd', rate: 0.5 }, [0, 0.5, -1.5]],
  // v: −1, 0, −2
  [{ type: 'momentum', rate: 0.5, momentum: 0.5 }, [0, 0, -2]],
  // v: −1, 0, −2; each step is −μ·v_before + (1 + μ)·v
  [{ type: 'nesterov', rate: 0.5, momentum: 0.5 }, [-0.5, 0, -3]],
  // s: 4, 5, 21
  [
    { type: 'adagrad', rate: 0.5, epsilon: 0 },
    [0.5, 0.5 + 0.5 / sqrt(5), 0.5 + 0.5 / sqrt(5) - 2 / sqrt(21)],
  ],
  // s: 2, 1.5, 8.75
  [
    { type: 'rmsprop', rate: 0.5, rho: 0.5, epsilon: 0 },
    [1 - 1 / sqrt(2), 1 - 1 / sqrt(2) + 0.5 / sqrt(1.5), 1 - 1 / sqrt(2) + 0.5 / sqrt(1.5) - 2 / sqrt(8.75)],
  ],
  // ε outside the root: 2/(2 + 1), 1/(√5 + 1), 4/(√21 + 1)
  [
    { type: 'adagrad', rate: 1, epsilon: 1 },
    [1 / 3, 1 / 3 + 1 / (sqrt(5) + 1), 1 / 3 + 1 / (sqrt(5) + 1) - 4 / (sqrt(21) + 1)],
  ],
  // m: 1, 0, 2; v: 2, 1.5, 8.75; divided by ½, ¾, ⅞
  [
    { type: 'adam', rate: 0.5, beta1: 0.5, beta2: 0.5, epsilon: 0 },
    [0.5, 0.5, 0.5 - (0.5 * (16 / 7)) / sqrt(10)],
  ],
  // ρ = 0: s is the last g², u the last Δ²; ε = 1 within the roots
  [
    { type: 'adadelta', rate: 1, rho: 0, epsilon: 1 },
    [
      1 - 2 / sqrt(5),
      1 - 2 / sqrt(5) + sqrt(9 / 5) / sqrt(2),
      1 - 2 / sqrt(5) + sqrt(9 / 5) / sqrt(2) - (4 * sqrt(1 + 9 / 10)) / sqrt(17),
    ],
  ],
]

describe.each(threeSteps)('updateRule(%o)', (spec, expected) => {
  it.each(['an object', 'a map'])('makes three steps from %s', (form) => {
    const w = tensor([1], [1])
    const rule = updateRule(spec)
    const values = [2, -1, 4].map((gradient) => {
      const [params, grads] = [{ w }, { w: tensor([1], [gradient]) }]
      if (form === 'a map') rule.step(new Map(Object.entries(params)), new Map(Object.entries(grads)))
      else rule.step(params, grads)
      return w.data[0]
    })
    for (const [i, value] of values.entries()) expect(value, `step ${i + 1}`).toBeCloseTo(expected[i], 12)
  })
})

it('a parameter whose gradient was always 0 stays, also where ε is 0', () => {
  for (const type of ['adagrad', 'rmsprop', 'adam'] as const) {
    const w = tensor([2], [1, 1])
    updateRule({ type, rate: 0.5, epsilon: 0 }).step({ w }, { w: tensor([2], [0, 4]) })
    expect(w.data[0], type).toBe(1)
    expect(w.data[1], type).toBeLessThan(1)
  }
})

const layers = [
  { type: 'conv', filters: 3, size: 3, pad: 1 },
  { type: 'batchnorm' },
  { type: 'relu' },
  { type: 'dropout', rate: 0.25 },
  { type: 'fc', units: 3 },
  { type: 'softmax' },
] as const
const spec: NetworkSpec = chain({ c: 1, h: 4, w: 4 }, ...layers)
const batch = {
  x: tensor(
    [3, 1, 4, 4],
    Array.from({ length: 48 }, (_, i) => Math.sin(7 * i)),
  ),
  labels: [0, 1, 2],
}

describe.each(optimisers)('a run with dropout and batch norm by %s', (type) => {
  const trainer = (seed: number) =>
    createTrainer(createNetwork(spec, { seed }), {
      loss: 'crossEntropy',
      update: { type, rate: updateRules[type].rate },
      l2: 1e-3,
      batch: 3,
      seed,
    })
  const values = (one: ReturnType<typeof trainer>) =>
    [...one.network.parameters()].map(([name, { data }]) => [name, [...data]])

  it('is the same from the same seed, and goes on from a checkpoint bit for bit, in another trainer', () => {
    const [one, same, other] = [trainer(1), trainer(1), trainer(2)]
    for (let i = 0; i < 3; i++) expect(one.step(batch).loss).toBe(same.step(batch).loss)
    other.step(batch)
    other.restore(checkpointFromBytes(checkpointToBytes(one.checkpoint())))
    for (let i = 0; i < 3; i++) expect(other.step(batch).loss).toBe(one.step(batch).loss)
    expect(values(other)).toEqual(values(one))
  })
})

it('evaluate takes one batch or several, in a test run that learns nothing', () => {
  const network = createNetwork(spec, { seed: 1 })
  const trainer = createTrainer(network, {
    loss: 'crossEntropy',
    update: { type: 'sgd', rate: 0.1 },
    batch: 3,
    seed: 1,
  })
  const before = [...network.parameters()].map(([, { data }]) => [...data])
  const one = trainer.evaluate(batch)
  expect(one).toMatchObject({
    count: 3,
    confusion: [expect.any(Array), expect.any(Array), expect.any(Array)],
  })
  const twice = trainer.evaluate([batch, batch])
  expect(twice).toMatchObject({ count: 6, accuracy: one.accuracy })
  expect(twice.loss).toBeCloseTo(one.loss, 12)
  expect([...network.parameters()].map(([, { data }]) => [...data])).toEqual(before)
})

it('targets of the squared error need no labels, neither to learn nor to judge', () => {
  const network = createNetwork(chain({ c: 1, h: 1, w: 1 }, { type: 'fc', units: 1 }), {
    seed: 1,
    precision: 'float64',
  })
  network.load({ 'fc1.weights': tensor([1, 1], [2]), 'fc1.biases': tensor([1], [0]) })
  const update = { type: 'sgd', rate: 0.5 } as const
  const trainer = createTrainer(network, { loss: 'squaredError', update, batch: 1 })
  const given = { x: tensor([1, 1, 1, 1], [1]), targets: tensor([1, 1, 1, 1], [0]) }
  expect(trainer.evaluate(given).loss).toBe(2)
  expect(trainer.step(given).loss).toBe(2)
  expect(numbersOf(network.parameters().get('fc1.weights'))).toEqual([1])
  expect(() => trainer.step({ x: given.x })).toThrow(SpecError)
})

it.each(['auto', 'reference', 'typescript', 'wasm'] as const)(
  'a network on %s kernels is its layers one after another',
  (kernels) => {
    const network = createNetwork(chain({ c: 1, h: 4, w: 4 }, layers[0], layers[2], layers[4]), {
      seed: 4,
      kernels,
    })
    const params = (id: string, ...names: string[]) =>
      Object.fromEntries(
        names.map((name) => [name, network.parameters().get(`${id}.${name}`) ?? expect.fail(name)]),
      )
    const conv = runLayer(layers[0], { inputs: [batch.x], params: params('conv1', 'weights', 'biases') })
    const relu = runLayer(layers[2], { inputs: [conv.output] })
    const fc = runLayer(layers[4], { inputs: [relu.output], params: params('fc1', 'weights', 'biases') })
    const scores = network.forward(batch.x, 'test')
    for (const [i, score] of numbersOf(fc.output).entries()) expect(scores.data[i]).toBeCloseTo(score, 5)
    network.resize(7)
    expect(numbersOf(network.forward(batch.x, 'test'))).toEqual(numbersOf(scores))
  },
)

it('a network written without fully connected layers gives the same scores, and one for each place of a larger picture', () => {
  const small = chain({ c: 1, h: 4, w: 4 }, { type: 'conv', filters: 2, size: 3 }, { type: 'fc', units: 3 })
  const network = createNetwork(small, { seed: 1, precision: 'float64' })
  const written = toFullyConvolutional(small, network.parameters())
  const same = createNetwork(written.spec, { seed: 2, precision: 'float64' })
  same.load(written.weights ?? {})
  expect(numbersOf(same.forward(batch.x, 'test'))).toEqual(numbersOf(network.forward(batch.x, 'test')))
  const wide = createNetwork(withInputSize(written.spec, { h: 4, w: 6 }), { seed: 3, precision: 'float64' })
  wide.load(written.weights ?? {})
  expect(wide.forward(tensor([1, 1, 4, 6], new Array(24).fill(1)), 'test').shape).toEqual([1, 3, 1, 3])
})
