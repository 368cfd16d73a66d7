import { describe, expect, it } from 'vitest'
import { batchesOf, createFeed } from '../../../engine/data/feed'
import { createShapes } from '../../../engine/data/shapes'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import { type LossName, lossNames, specForLoss } from '../../../engine/plan/losses'
import { optimisers, type UpdateSpec, updateRules } from '../../../engine/plan/optimisers'
import type { Schedule } from '../../../engine/plan/schedule'
import type { NetworkSpec } from '../../../engine/spec'
import { fromBytes, toBytes } from '../../../engine/train/checkpoint'
import { lossOf } from '../../../engine/train/losses'
import { createTrainer } from '../../../engine/train/trainer'
import type { Trainer } from '../../../engine/train/trainer.types'
import { losses } from './small-trainer'

/** Whatever keeps something from one step to the next: a generator's state, running statistics, several paths. */
const input = { c: 1, h: 12, w: 12, mean: [0.5], scale: [4] }
const conv = { type: 'conv', filters: 3, size: 3, pad: 1 } as const
const head = [{ type: 'fc', units: 10 }, { type: 'softmax' }] as const
const networks: Readonly<Record<string, NetworkSpec>> = {
  plain: chain(input, conv, { type: 'relu' }, { type: 'pool', kind: 'max', size: 2 }, ...head),
  'with dropout': chain(input, conv, { type: 'relu' }, { type: 'dropout', rate: 0.5 }, ...head),
  'with batch norm': chain(input, conv, { type: 'batchnorm' }, { type: 'relu' }, ...head),
  'with unshared filters': chain(input, { ...conv, type: 'local' }, { type: 'tanh' }, ...head),
}

interface Case {
  readonly spec: NetworkSpec
  readonly update: UpdateSpec
  readonly loss: LossName
  readonly schedule: Schedule
}

const shapes = createShapes(3)

function trainerOf({ spec, update, loss, schedule }: Case, seed = 1): Trainer {
  const network = createNetwork(specForLoss(spec, loss), { seed, batch: 6 })
  const data = createFeed({ set: shapes, input: spec.input, augment: { shift: 2, flip: false }, seed })
  return createTrainer(network, { loss, update, schedule, l2: 1e-3, batch: 6, seed, data })
}

const settingsOf = (type: UpdateSpec['type']): UpdateSpec => ({ type, rate: updateRules[type].rate })
const constant = { type: 'constant' } as const
const plain = { spec: networks.plain, update: settingsOf('momentum'), schedule: constant }

const cases: [name: string, Case][] = [
  ...Object.entries(networks).flatMap(([name, spec]) =>
    optimisers.map((type): [string, Case] => [
      `${type}, a network ${name}`,
      { spec, update: settingsOf(type), loss: 'crossEntropy', schedule: constant },
    ]),
  ),
  ...lossNames.map((loss): [string, Case] => [`the loss ${loss}`, { ...plain, loss }]),
  ['a rate in steps', { ...plain, loss: 'hinge', schedule: { type: 'step', every: 7, factor: 0.5 } }],
  ['a rate along a cosine', { ...plain, loss: 'crossEntropy', schedule: { type: 'cosine', steps: 20 } }],
]

describe.each(cases)('%s', (_, wanted) => {
  it('goes on from a checkpoint bit for bit, through bytes and in another trainer', () => {
    const undisturbed = trainerOf(wanted)
    losses(undisturbed, 9)
    const bytes = toBytes(undisturbed.checkpoint())
    const expected = losses(undisturbed, 8)
    // Another rule, loss and seed until then: all of it is the checkpoint's.
    const resumed = trainerOf({ ...wanted, update: { type: 'sgd', rate: 0.5 }, schedule: constant }, 2)
    losses(resumed, 2)
    resumed.restore(fromBytes(bytes))
    expect(losses(resumed, 8)).toEqual(expected)
    expect(resumed.checkpoint()).toEqual(undisturbed.checkpoint())
  })
})

describe('a trainer', () => {
  /** The same eight pictures again and again can be learned by heart. */
  function byHeart(trainer: Trainer, steps: number): { before: number; after: number } {
    const [batch] = batchesOf(shapes, 'train', input, 8)
    const curve = Array.from({ length: steps }, () => trainer.step(batch).loss)
    return { before: curve[0], after: curve[steps - 1] }
  }

  it.each(optimisers)('learns by %s', (type) => {
    const { before, after } = byHeart(
      trainerOf({ ...plain, update: settingsOf(type), loss: 'crossEntropy' }),
      100,
    )
    expect(after).toBeLessThan(0.9 * before)
  })

  it.each(lossNames)('learns by %s, and judges by it', (loss) => {
    const trainer = trainerOf({ ...plain, loss })
    const { before, after } = byHeart(trainer, 100)
    expect(after).toBeLessThan(0.5 * before)
    const [batch] = batchesOf(shapes, 'train', input, 8)
    const judged = trainer.evaluate([batch])
    expect(judged.loss).toBeCloseTo(trainer.step(batch).loss, 5)
    expect(judged.accuracy).toBeGreaterThan(0.5)
  })

  it('has the rate of its schedule, counted from the steps taken, through a restore', () => {
    const once = { ...plain, update: { type: 'sgd', rate: 0.1 }, loss: 'crossEntropy' } as const
    const stopping = trainerOf({ ...once, schedule: { type: 'step', every: 3, factor: 0 } })
    losses(stopping, 3)
    const still = stopping.network.block.values.slice()
    losses(stopping, 2)
    expect(stopping.network.block.values).toEqual(still)
    const resumed = trainerOf({ ...once, schedule: constant })
    resumed.restore(stopping.checkpoint())
    losses(resumed, 2)
    expect(resumed.network.block.values).toEqual(still)
  })

  it('begins the state of another rule anew, with its count', () => {
    const trainer = trainerOf({ ...plain, update: settingsOf('adam'), loss: 'crossEntropy' })
    losses(trainer, 5)
    expect(trainer.checkpoint().updateCount).toBe(5)
    trainer.configure({ update: { ...settingsOf('adam'), rate: 0.01 } })
    losses(trainer, 1)
    expect(trainer.checkpoint().updateCount).toBe(6)
    trainer.configure({ update: settingsOf('adadelta') })
    losses(trainer, 1)
    expect(trainer.checkpoint().updateCount).toBe(1)
  })

  it('takes another loss in mid-run, and refuses one that cannot stand behind its softmax', () => {
    const free = trainerOf({ ...plain, loss: 'hinge' })
    losses(free, 2)
    free.configure({ loss: 'squaredError' })
    expect(free.loss).toBe('squaredError')
    const [batch] = batchesOf(shapes, 'test', input, 20)
    const scores = free.network.forward(batch.x, 'test')
    const { loss } = lossOf('squaredError', scores, batch)
    expect(free.step(batch).loss).toBeCloseTo(loss, 6)
    const bound = trainerOf({ ...plain, loss: 'crossEntropy' })
    expect(() => bound.configure({ loss: 'hinge' })).toThrow(/softmax1/)
    expect(bound.loss).toBe('crossEntropy')
    const foreign = { ...bound.checkpoint(), loss: 'hinge' } as const
    expect(() => bound.restore(foreign)).toThrow(/softmax1/)
  })

  it('takes targets of one’s own with the squared error', () => {
    const network = createNetwork(chain({ c: 1, h: 1, w: 2 }, { type: 'fc', units: 1 }), {
      ...{ seed: 1, precision: 'float64', initialisation: { type: 'constant', value: 0.5 } },
    })
    const update = { type: 'sgd', rate: 0.1 } as const
    const trainer = createTrainer(network, { loss: 'squaredError', update, batch: 1, seed: 1 })
    const tensor = (...data: number[]) => ({ shape: [1, 1, 1, data.length], data: Float64Array.from(data) })
    // y = 0.5·1 + 0.5·3 = 2, t = 5: loss ½·9, dy = −3
    expect(trainer.step({ x: tensor(1, 3), labels: [0], targets: tensor(5) }).loss).toBe(4.5)
    expect([...network.block.value('fc1.weights').data]).toEqual([0.5 + 0.1 * 3, 0.5 + 0.1 * 9])
    expect(network.block.value('fc1.biases').data[0]).toBeCloseTo(0.3, 12)
  })
})
