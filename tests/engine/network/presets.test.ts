import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSet } from '../../../engine/bin/load-set'
import { batchesOf, createFeed } from '../../../engine/data/feed'
import type { ImageSet } from '../../../engine/data/image-set'
import { createShapes } from '../../../engine/data/shapes'
import { createNetwork } from '../../../engine/network/network'
import { paramsFromBytes } from '../../../engine/network/weights'
import type { DataSetId } from '../../../engine/protocol'
import { createTrainer } from '../../../engine/train/trainer'
import type { ExampleSource } from '../../../engine/train/trainer.types'
import { zoo } from '../../../engine/zoo/index'
import { cases } from '../../sample'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'public/presets')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))

/** A packed set, unpacked once for all networks that it is shown to. */
const sets = new Map<DataSetId, Promise<ImageSet>>()
function setOf(id: DataSetId): Promise<ImageSet> {
  const set = sets.get(id) ?? loadSet(id, () => {})
  sets.set(id, set)
  return set
}

interface About {
  readonly network: string
  readonly set: 'mnist' | 'cifar10'
  readonly licence: string
  readonly test: { readonly accuracy: number; readonly pictures: number }
}

describe.each(names)('the trained preset %s', (name) => {
  const about: About = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const entry = zoo.get(about.network)
  const weights = paramsFromBytes(new Uint8Array(readFileSync(join(folder, `${name}.bin`))).buffer)

  function trained() {
    if (!entry) throw new Error(`no network ${about.network}`)
    const network = createNetwork(entry.spec, { seed: 1, batch: 50, train: false })
    network.load(weights)
    return { network, spec: entry.spec }
  }

  it('has the weights of its network, every one of them', () => {
    expect([...trained().network.parameters().keys()].sort()).toEqual([...weights.keys()].sort())
    expect(about.licence).toBeTruthy()
  })

  it.skipIf(!existsSync(join(root, 'public/data', about.set)))(
    'reads pictures it has not seen as well as its card says',
    { timeout: 120_000 },
    async () => {
      const { network, spec } = trained()
      const set = await setOf(about.set)
      const options = { loss: 'crossEntropy', update: { type: 'sgd', rate: 0 }, batch: 50, seed: 1 } as const
      const limit = cases(1000, about.test.pictures)
      const judged = createTrainer(network, options).evaluate(batchesOf(set, 'test', spec.input, 50, limit))
      if (limit === about.test.pictures) expect(judged.accuracy).toBeCloseTo(about.test.accuracy, 4)
      else expect(judged.accuracy).toBeGreaterThan(about.test.accuracy - 0.015)
    },
  )
})

it('LeNet-5 reads at least 98.5 % of all 10,000 test digits', () => {
  const { test }: About = JSON.parse(readFileSync(join(folder, 'lenet5-mnist.json'), 'utf8'))
  expect(test.pictures).toBe(10_000)
  expect(test.accuracy).toBeGreaterThanOrEqual(0.985)
})

/** Guessing among ten classes: ln 10 = 2.303. `enough`: the first second or two in the Lab. */
describe.each([
  ['resnet-small', 2.1],
  ['alexnet-small', 2.2],
  ['inception-small', 2.2],
  ['lenet5-tanh', 1.2],
])('with its own settings %s', (id, enough) => {
  const entry = zoo.get(id)!
  const { set, augment, spec } = entry
  const { rate, momentum, batch, l2 } = entry.training
  const trainerOn = (data?: ExampleSource) =>
    createTrainer(createNetwork(spec, { seed: 1, batch }), {
      loss: 'crossEntropy',
      update: { type: 'momentum', rate, momentum },
      ...{ l2, batch, seed: 1, data },
    })
  const mean = (some: readonly number[]): number => some.reduce((a, b) => a + b) / some.length

  it('begins at the level of guessing, and soon knows ten pictures', () => {
    const ten = createFeed({ set: createShapes(), input: spec.input, augment, seed: 1 }).next(10)
    const trainer = trainerOn()
    const losses = Array.from({ length: 15 }, () => trainer.step(ten!).loss)
    expect(losses[0]).toBeGreaterThan(2)
    expect(mean(losses.slice(-3))).toBeLessThan(1.8)
  })

  it.skipIf(cases(1, 0) || !existsSync(join(root, 'public/data', set)))(
    `learns below ${enough} from 3,000 pictures that it sees once`,
    { timeout: 120_000 },
    async () => {
      const data = createFeed({ set: await setOf(set), input: spec.input, augment, seed: 1 })
      const trainer = trainerOn(data)
      const losses = Array.from({ length: Math.ceil(3000 / batch) }, () => trainer.step().loss)
      expect(mean(losses.slice(-20))).toBeLessThan(enough)
    },
  )
})
