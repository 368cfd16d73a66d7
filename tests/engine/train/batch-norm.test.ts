import { describe, expect, it } from 'vitest'
import { batchesOf, createFeed } from '../../../engine/data/feed'
import { createShapes } from '../../../engine/data/shapes'
import { createNetwork } from '../../../engine/network/network'
import { paramsFromBytes, paramsToBytes } from '../../../engine/network/weights'
import { chain } from '../../../engine/plan/chain'
import { SpecError } from '../../../engine/shape'
import type { NetworkSpec } from '../../../engine/spec'
import { zeros } from '../../../engine/tensor'
import { fromBytes, toBytes } from '../../../engine/train/checkpoint'
import { createTrainer } from '../../../engine/train/trainer'
import type { Trainer } from '../../../engine/train/trainer.types'
import { losses } from './small-trainer'

const conv = { type: 'conv', filters: 4, size: 3, pad: 1, bias: false } as const

/** One residual block of two normalised convolutions on the Shapes set. */
const residual: NetworkSpec = {
  version: 1,
  input: { c: 1, h: 16, w: 16, mean: [0.5], scale: [4] },
  nodes: [
    { id: 'conv1', from: ['input'], layer: conv },
    { id: 'bn1', from: ['conv1'], layer: { type: 'batchnorm' } },
    { id: 'relu1', from: ['bn1'], layer: { type: 'relu' } },
    { id: 'conv2', from: ['relu1'], layer: conv },
    { id: 'bn2', from: ['conv2'], layer: { type: 'batchnorm' } },
    { id: 'add1', from: ['relu1', 'bn2'], layer: { type: 'add' } },
    { id: 'relu2', from: ['add1'], layer: { type: 'relu' } },
    { id: 'pool1', from: ['relu2'], layer: { type: 'pool', size: 2 } },
    { id: 'fc1', from: ['pool1'], layer: { type: 'fc', units: 10 } },
    { id: 'softmax1', from: ['fc1'], layer: { type: 'softmax' } },
  ],
}

const shapes = createShapes(3)

function trainerOf(spec: NetworkSpec, options: { seed?: number; batch?: number; l2?: number } = {}): Trainer {
  const { seed = 1, batch = 16, l2 = 1e-4 } = options
  const network = createNetwork(spec, { seed, batch })
  const data = createFeed({ set: shapes, input: spec.input, augment: { shift: 0, flip: false }, seed })
  const update = { type: 'momentum', rate: 0.01, momentum: 0.9 } as const
  return createTrainer(network, { loss: 'crossEntropy', update, l2, batch, seed, data })
}

describe('a residual network with batch normalisation', { timeout: 120_000 }, () => {
  it('trains, and its running statistics serve a test run: far above chance, as right as in training', () => {
    const trainer = trainerOf(residual)
    let right = 0
    for (let step = 0; step < 300; step++) {
      const { accuracy } = trainer.step()
      if (step >= 250) right += accuracy / 50
    }
    const { accuracy } = trainer.evaluate(batchesOf(shapes, 'validation', residual.input, 20, 300))
    expect(right).toBeGreaterThan(0.35) // a tenth is chance
    expect(accuracy).toBeGreaterThan(right - 0.1)
    const { parameters } = trainer.network
    expect(
      parameters()
        .get('bn1.runningVariance')
        ?.data.every((v) => v > 0 && v !== 1),
    ).toBe(true)
  })

  it('goes on from a checkpoint bit for bit, statistics included', () => {
    const undisturbed = trainerOf(residual)
    losses(undisturbed, 5)
    const bytes = toBytes(undisturbed.checkpoint())
    const expected = losses(undisturbed, 5)
    const resumed = trainerOf(residual, { seed: 2 })
    losses(resumed, 3)
    resumed.restore(fromBytes(bytes))
    expect(losses(resumed, 5)).toEqual(expected)
    expect(resumed.network.block.values).toEqual(undisturbed.network.block.values)
  })

  it('an abandoned step gives the statistics back, and a checkpoint made within it does not know of it', () => {
    const trainer = trainerOf(residual, { batch: 200 })
    trainer.step()
    const before = trainer.checkpoint()
    const { learnedLength, values } = trainer.network.block
    const steps = trainer.stepSteps()
    const moved = () => values.slice(learnedLength).some((v, i) => v !== before.values[learnedLength + i])
    while (!moved()) expect(steps.next().done).toBe(false)
    expect(trainer.checkpoint()).toEqual(before)
    expect(trainer.values()).toEqual(before.values)
    trainer.step()
    const straight = trainerOf(residual, { batch: 200 })
    losses(straight, 2)
    expect(values).toEqual(straight.network.block.values)
  })

  it('L2 takes nothing of γ and β', () => {
    const strong = trainerOf(residual, { l2: 10 })
    strong.configure({ update: { type: 'sgd', rate: 0.01 } })
    const { network } = strong
    const x = zeros([2, 1, 16, 16])
    for (const [, { data }] of network.parameters()) data.fill(1)
    for (let i = 0; i < x.data.length; i++) x.data[i] = i % 7
    strong.step({ x, labels: [0, 0] })
    const { decayLength } = network.block
    network.block.gradients.subarray(0, decayLength).forEach((gradient, i) => {
      expect(network.block.values[i]).toBeCloseTo(1 - 0.01 * (gradient + 10), 5)
    })
    for (const name of ['bn1.gamma', 'bn1.beta', 'bn2.gamma', 'bn2.beta', 'fc1.biases']) {
      const gradient = network.block.gradient(name).data
      network.block.value(name).data.forEach((value, i) => {
        expect(value).toBeCloseTo(1 - 0.01 * gradient[i], 5)
      })
    }
  })

  it('parameters know the statistics and gradients do not; weights written to a file bring them back', () => {
    const trainer = trainerOf(residual)
    losses(trainer, 3)
    const { network } = trainer
    expect([...network.parameters().keys()]).toContain('bn2.runningMean')
    expect([...network.gradients().keys()]).not.toContain('bn2.runningMean')
    expect(network.gradients().size).toBe(8)
    const other = createNetwork(residual, { seed: 9 })
    other.load(paramsFromBytes(paramsToBytes(network.parameters())))
    expect(other.block.values).toEqual(network.block.values)
    const x = zeros([3, 1, 16, 16])
    expect(other.forward(x, 'test').data).toEqual(network.forward(x, 'test').data)
  })

  it('a test run changes no statistics, and a picture is judged by itself', () => {
    const { network } = trainerOf(residual)
    const before = network.block.values.slice()
    const x = zeros([3, 1, 16, 16])
    for (let i = 0; i < x.data.length; i++) x.data[i] = Math.sin(i)
    const together = network.forward(x, 'test').data.slice(10, 20)
    const alone = network.forward({ shape: [1, 1, 16, 16], data: x.data.slice(256, 512) }, 'test')
    expect(alone.data).toEqual(together)
    expect(network.block.values).toEqual(before)
  })

  it('stops where only the statistics run away, names the node, and gives them back', () => {
    const trainer = trainerOf(chain({ c: 1, h: 2, w: 2 }, { type: 'batchnorm' }, { type: 'fc', units: 2 }))
    const before = trainer.network.block.values.slice()
    const x = { shape: [1, 1, 2, 2], data: Float32Array.of(1e25, -1e25, 3e25, 2e25) } // squares beyond float32
    const result = trainer.step({ x, labels: [0] })
    expect(result).toMatchObject({ finite: false, brokenNode: trainer.network.plan.nodes[0].id })
    expect(Number.isFinite(result.loss)).toBe(true)
    expect(trainer.network.block.values).toEqual(before)
  })
})

describe('one number per channel', () => {
  const spec = chain({ c: 3, h: 1, w: 1 }, { type: 'fc', units: 4 }, { type: 'batchnorm' })
  const batch = (images: number) => ({
    x: zeros([images, 3, 1, 1]),
    labels: new Array<number>(images).fill(0),
  })

  it('is refused with a sentence that names the node, and nothing changes', () => {
    const network = createNetwork(spec, { seed: 1, batch: 2 })
    const update = { type: 'sgd', rate: 0.1 } as const
    const trainer = createTrainer(network, { loss: 'crossEntropy', update, batch: 1, seed: 1 })
    const before = trainer.checkpoint()
    expect(() => trainer.step(batch(1))).toThrow(SpecError)
    expect(() => trainer.step(batch(1))).toThrow(/one picture of 1×1×4/)
    try {
      trainer.step(batch(1))
    } catch (error) {
      expect(error).toMatchObject({ code: 'batch-too-small', node: network.plan.nodes[1].id })
    }
    expect(trainer.checkpoint()).toEqual(before)
    expect(trainer.step(batch(2)).finite).toBe(true)
  })

  it('is no trouble in a test run', () => {
    const network = createNetwork(spec, { seed: 1 })
    expect(network.forward(zeros([1, 3, 1, 1]), 'test').data).toHaveLength(4)
  })
})
