import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import { SpecError } from '../../../engine/shape'
import type { NetworkSpec } from '../../../engine/spec'
import { zeros } from '../../../engine/tensor'
import { createTrainer } from '../../../engine/train/trainer'
import { tensor } from '../tensors'
import { smallTrainer } from '../train/small-trainer'

const input = { c: 1, h: 1, w: 2 }
const settings = { loss: 'crossEntropy', update: { type: 'sgd', rate: 0.1 }, batch: 2, seed: 1 } as const

describe('a network refuses', () => {
  const network = createNetwork(chain(input, { type: 'fc', units: 2 }), { seed: 1, batch: 2 })

  it('pictures with fewer numbers than their shape says, or no whole number of them', () => {
    const short = { shape: [2, 1, 1, 2], data: Float32Array.of(1, 2) }
    expect(() => network.forward(short, 'test')).toThrow(SpecError)
    const half = { shape: [1.5, 1, 1, 2], data: new Float32Array(3) }
    expect(() => network.forward(half, 'test')).toThrow(SpecError)
  })

  it('the gradient of the picture where it was not asked for, and any where there is no training', () => {
    expect(() => network.gradient('input')).toThrow('Create the network with inputGradient: true.')
    const tested = createNetwork(chain(input, { type: 'fc', units: 2 }), { seed: 1, train: false })
    tested.forward(tensor([1, 1, 1, 2], [1, 2]), 'test')
    expect(() => tested.gradient('fc1')).toThrow('the network was created with train: false')
    expect(() => tested.backward(zeros([1, 2, 1, 1]))).toThrow(SpecError)
  })

  it('a mode that is none, and takes none for a test run', () => {
    const x = tensor([2, 1, 1, 2], [1, 2, 3, 4])
    expect(() => Reflect.apply(network.forward, null, [x, 'both'])).toThrow(
      'There is no mode "both"; there are train, test.',
    )
    expect(network.forward(x)).toEqual(network.forward(x, 'test'))
  })

  it('what is no node, and a gradient that is too short', () => {
    expect(() => network.activation('fc9')).toThrow(SpecError)
    expect(() => network.gradient('fc9')).toThrow(SpecError)
    network.forward(tensor([2, 1, 1, 2], [1, 2, 3, 4]), 'test')
    expect(() => network.backward(zeros([1, 2, 1, 1]))).toThrow('dOutput must be a tensor of 2 × 2 × 1 × 1')
  })

  it('too large a batch before anything has changed', () => {
    network.forward(tensor([2, 1, 1, 2], [1, 2, 3, 4]), 'test')
    const before = network.activation('fc1').shape
    expect(() => network.forward(zeros([70_000, 1, 1, 2]), 'test')).toThrow(SpecError)
    expect(network.activation('fc1').shape).toEqual(before)
  })
})

describe('options that are none are refused by name', () => {
  const spec = chain(input, { type: 'fc', units: 2 })
  it.each([
    [{ kernels: 'gpu' }, /"gpu".*auto, reference, typescript, wasm/],
    [{ precision: 'float16' }, /"float16".*float32, float64/],
    [{ seed: Number.NaN }, /seed is NaN/],
    [{ seed: { toString: 1 } }, /seed is \{…\}/],
  ])('%j', (option: object, sentence) => {
    expect(() => createNetwork(spec, Object.assign({ seed: 1 }, option))).toThrow(sentence)
  })
})

it('a graph of many sources per node is made at once', { timeout: 8000 }, () => {
  const nodes = Array.from({ length: 1024 }, (_, i): NetworkSpec['nodes'][number] => ({
    id: `n${i}`,
    from: i < 2 ? ['input'] : Array.from({ length: Math.min(i, 64) }, (_, k) => `n${i - 1 - k}`),
    layer: { type: i < 2 ? 'relu' : 'add' },
  }))
  const network = createNetwork({ version: 1, input, nodes }, { seed: 1 })
  network.forward(zeros([1, 1, 1, 2]), 'train')
  network.backward(zeros([1, 1, 1, 2]))
  expect(network.gradient('n0').data).toHaveLength(2)
})

describe('a trainer refuses', () => {
  it('a network whose scores are the picture itself', () => {
    const network = createNetwork(chain({ c: 2, h: 1, w: 1 }, { type: 'softmax' }), { seed: 1 })
    expect(() => createTrainer(network, settings)).toThrow(SpecError)
  })

  it('a step without examples', () => {
    const network = createNetwork(chain(input, { type: 'fc', units: 2 }), { seed: 1 })
    expect(() => createTrainer(network, settings).step()).toThrow(
      expect.objectContaining({ name: 'SpecError', message: expect.stringContaining('Give a batch') }),
    )
  })

  it('a bad label before running statistics have moved', () => {
    const spec = chain(input, { type: 'fc', units: 2 }, { type: 'batchnorm' })
    const network = createNetwork(spec, { seed: 1, batch: 2 })
    const before = network.block.values.slice()
    const x = tensor([2, 1, 1, 2], [1, 2, 3, 4])
    const trainer = createTrainer(network, settings)
    expect(() => trainer.step({ x, labels: [0] })).toThrow(SpecError)
    expect(() => trainer.step({ x, labels: [0, 2] })).toThrow(SpecError)
    expect(network.block.values).toEqual(before)
  })

  it('no step for its labels where the squared error has targets', () => {
    const network = createNetwork(chain(input, { type: 'fc', units: 2 }), { seed: 1, batch: 1 })
    const trainer = createTrainer(network, { ...settings, loss: 'squaredError', batch: 1 })
    const batch = { x: tensor([1, 1, 1, 2], [0, 0]), labels: [], targets: tensor([1, 2, 1, 1], [3, 1]) }
    // All outputs are 0: ½(3² + 1²).
    expect(trainer.step(batch).loss).toBe(5)
  })

  it('a checkpoint that no run could have left, and is as it was', () => {
    const trainer = smallTrainer()
    trainer.step()
    const good = trainer.checkpoint()
    const source = { ...good.source!, shuffle: [1] }
    for (const wrong of [
      { values: good.values.slice().fill(Number.NaN) },
      { updateState: good.updateState.slice().fill(Number.NaN) },
      { step: -3.5 },
      { random: [1] },
      { source },
    ]) {
      const change = { values: good.values.slice().fill(1), ...wrong }
      expect(() => trainer.restore({ ...good, ...change })).toThrow(SpecError)
      expect(trainer.checkpoint()).toEqual(good)
    }
  })
})
