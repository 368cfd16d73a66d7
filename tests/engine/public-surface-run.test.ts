/** Networks, update rules and trainers through the public surface alone, on numbers a reader can check. */
import { describe, expect, it } from 'vitest'
import {
  chain,
  createNetwork,
  createTrainer,
  type Network,
  type NetworkSpec,
  SpecError,
  type UpdateSpec,
  updateRule,
} from '../../engine/index'
import { tensor } from './tensors'

const fc = chain({ c: 2, h: 1, w: 1 }, { type: 'fc', units: 2 })
const weights = { 'fc1.weights': tensor([2, 2], [1, 2, 3, 4]), 'fc1.biases': tensor([2], [10, 20]) }
const numbers = (network: Network, name: string) => [...(network.parameters().get(name)?.data ?? [])]

const sets = (['auto', 'reference', 'typescript', 'wasm'] as const).flatMap((kernels) =>
  (['float32', 'float64'] as const).map((precision) => [kernels, precision] as const),
)

describe.each(sets)('a network on %s kernels in %s', (kernels, precision) => {
  const create = (spec: NetworkSpec) => createNetwork(spec, { seed: 1, kernels, precision })

  it('goes forward and backward with two images, then fewer, then more', () => {
    const network = create(fc)
    network.load(weights)
    expect([...network.forward(tensor([2, 2, 1, 1], [1, 1, 1, 0]), 'train').data]).toEqual([13, 27, 11, 23])
    network.backward(tensor([2, 2, 1, 1], [1, 0, 0, 2]))
    expect([...(network.gradients().get('fc1.weights')?.data ?? [])]).toEqual([1, 1, 2, 0])
    expect([...(network.gradients().get('fc1.biases')?.data ?? [])]).toEqual([1, 2])
    expect([...network.forward(tensor([1, 2, 1, 1], [0, 1]), 'test').data]).toEqual([12, 24])
    expect(network.activation('fc1').shape).toEqual([1, 2, 1, 1])
    expect(network.forward(tensor([3, 2, 1, 1], [0, 0, 1, 1, 0, 1]), 'test').shape).toEqual([3, 2, 1, 1])
    network.resize(5)
    expect([...network.forward(tensor([1, 2, 1, 1], [1, 1]), 'test').data]).toEqual([13, 27])
    const { data } = network.forward(tensor([1, 2, 1, 1], [1, 1]), 'test')
    expect(data).toBeInstanceOf(precision === 'float64' ? Float64Array : Float32Array)
  })

  it('doubles the gradient of a node that one add reads twice, and has every output', () => {
    const network = create({
      version: 1,
      input: { c: 2, h: 1, w: 1 },
      nodes: [
        { id: 'a', from: ['input'], layer: { type: 'relu' } },
        { id: 'twice', from: ['a', 'a'], layer: { type: 'add' } },
        { id: 'other', from: ['a'], layer: { type: 'leakyrelu' } },
      ],
      outputs: ['twice', 'other'],
    })
    expect([...network.forward(tensor([1, 2, 1, 1], [3, 4]), 'train').data]).toEqual([6, 8])
    expect([...network.activation('other').data]).toEqual([3, 4])
    network.backward(tensor([1, 2, 1, 1], [1, 5]))
    expect([...network.gradient('a').data]).toEqual([2, 10])
  })

  it('draws the same from the same seed', () => {
    expect(numbers(create(fc), 'fc1.weights')).toEqual(numbers(create(fc), 'fc1.weights'))
  })
})

it('pictures with fewer numbers than their shape says are refused', () => {
  const network = createNetwork(fc, { seed: 1 })
  const short = { shape: [2, 2, 1, 1], data: Float32Array.of(1, 2) }
  expect(() => network.forward(short, 'test')).toThrow(SpecError)
})

/** The value of one parameter, 1 at first, after two steps with gradient 2. */
const rules: readonly (readonly [UpdateSpec, number, number])[] = [
  [{ type: 'sgd', rate: 0.25 }, 0.5, 0],
  [{ type: 'momentum', rate: 0.25, momentum: 0.5 }, 0.5, -0.25],
  [{ type: 'nesterov', rate: 0.25, momentum: 0.5 }, 0.25, -0.625],
  [{ type: 'adagrad', rate: 0.25, epsilon: 0 }, 0.75, 0.75 - 0.25 / Math.SQRT2],
  [{ type: 'rmsprop', rate: 0.25, rho: 0.75, epsilon: 1 }, 0.75, 0.75 - 0.5 / (Math.sqrt(1.75) + 1)],
  [
    { type: 'adadelta', rate: 1, rho: 0.5, epsilon: 1 },
    1 - 2 / Math.sqrt(3),
    1 - 2 / Math.sqrt(3) - Math.sqrt(5 / 3),
  ],
  [{ type: 'adam', rate: 0.25, epsilon: 0 }, 0.75, 0.5],
]

describe.each(rules)('updateRule(%o)', (spec, first, second) => {
  it('moves parameters by name, given as an object or as a network gives them', () => {
    const [params, grads] = [{ w: tensor([1], [1]) }, { w: tensor([1], [2]) }]
    const [map, gradients] = [new Map([['w', tensor([1], [1])]]), new Map([['w', tensor([1], [2])]])]
    const [rule, same] = [updateRule(spec), updateRule(spec)]
    rule.step(params, grads)
    same.step(map, gradients)
    expect(params.w.data[0]).toBeCloseTo(first, 12)
    rule.step(params, grads)
    same.step(map, gradients)
    expect(params.w.data[0]).toBeCloseTo(second, 12)
    expect(map.get('w')?.data).toEqual(params.w.data)
  })
})

describe('updateRule', () => {
  it('steps a network, and leaves running statistics to their layer', () => {
    const network = createNetwork(chain({ c: 1, h: 2, w: 1 }, { type: 'batchnorm' }), { seed: 1 })
    const { shape } = network.forward(tensor([1, 1, 2, 1], [0, 2]), 'train')
    network.backward(tensor(shape, [1, 1]))
    const before = numbers(network, 'batchnorm1.runningVariance')
    updateRule({ type: 'sgd', rate: 0.5 }).step(network.parameters(), network.gradients())
    expect(numbers(network, 'batchnorm1.beta')).toEqual([-1])
    expect(numbers(network, 'batchnorm1.runningVariance')).toEqual(before)
  })

  it('refuses a gradient of another shape before anything has moved', () => {
    const params = { a: tensor([1], [1]), b: tensor([2], [1, 1]) }
    const grads = { a: tensor([1], [1]), b: tensor([1], [1]) }
    expect(() => updateRule({ type: 'sgd', rate: 1 }).step(params, grads)).toThrow(SpecError)
    expect(params.a.data[0]).toBe(1)
  })
})

describe('createTrainer', () => {
  const update = { type: 'sgd', rate: 1 } as const
  const zeroWeights = { 'fc1.weights': tensor([2, 2], [0, 0, 0, 0]), 'fc1.biases': tensor([2], [0, 0]) }
  const batch = { x: tensor([2, 2, 1, 1], [1, 0, 0, 1]), labels: [0, 1] }
  const trainer = (settings: object, start = zeroWeights) => {
    const network = createNetwork(fc, { seed: 1, precision: 'float64' })
    network.load(start)
    return createTrainer(network, { loss: 'crossEntropy', update, batch: 2, seed: 1, ...settings })
  }

  it('steps by the mean gradient, and tells the loss before the step', () => {
    const one = trainer({})
    expect(one.step(batch).loss).toBeCloseTo(Math.LN2, 12)
    // p = ½: ∂/∂s = ∓½, a mean over two images.
    expect(numbers(one.network, 'fc1.weights')).toEqual([0.25, -0.25, -0.25, 0.25])
    expect(one.evaluate([batch])).toMatchObject({ accuracy: 1, count: 2 })
  })

  it.each([
    ['hinge', 1],
    ['squaredError', 0.5],
  ])('takes %s, too', (loss, expected) => {
    expect(trainer({ loss }).step(batch).loss).toBe(expected)
  })

  it('lets weights decay, and biases not: ½λ‖w‖² is in the step and not in the loss', () => {
    const one = trainer({ l2: 0.5, loss: 'squaredError' }, { ...weights })
    const quiet = { x: tensor([1, 2, 1, 1], [0, 0]), labels: [0], targets: tensor([1, 2, 1, 1], [10, 20]) }
    expect(one.step(quiet).loss).toBe(0)
    expect(numbers(one.network, 'fc1.weights')).toEqual([0.5, 1, 1.5, 2])
    expect(numbers(one.network, 'fc1.biases')).toEqual([10, 20])
  })

  it('moves nothing at rate 0', () => {
    const one = trainer({ update: { type: 'adam', rate: 0 }, l2: 0.1 }, weights)
    one.step(batch)
    expect(numbers(one.network, 'fc1.weights')).toEqual([1, 2, 3, 4])
  })

  it('goes on in another trainer from a checkpoint, bit for bit', () => {
    const settings = { update: { type: 'adam', rate: 0.1 } }
    const [one, other] = [trainer(settings), trainer(settings, weights)]
    one.step(batch)
    const saved = one.checkpoint()
    other.restore(saved)
    expect([one.step(batch).loss, one.step(batch).loss]).toEqual([
      other.step(batch).loss,
      other.step(batch).loss,
    ])
    expect(numbers(other.network, 'fc1.weights')).toEqual(numbers(one.network, 'fc1.weights'))
    expect(other.stepCount).toBe(3)
  })

  it('enters cross-entropy at the input of a final softmax, and refuses the other losses behind one', () => {
    const spec = chain({ c: 2, h: 1, w: 1 }, { type: 'fc', units: 2 }, { type: 'softmax' })
    const network = createNetwork(spec, { seed: 1, precision: 'float64' })
    network.load(zeroWeights)
    const options = { update, batch: 2, seed: 1 } as const
    expect(createTrainer(network, { ...options, loss: 'crossEntropy' }).step(batch).loss).toBeCloseTo(
      Math.LN2,
      12,
    )
    expect(numbers(network, 'fc1.weights')).toEqual([0.25, -0.25, -0.25, 0.25])
    expect(() => createTrainer(network, { ...options, loss: 'hinge' })).toThrow(SpecError)
  })
})
