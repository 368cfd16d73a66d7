// npx tsx engine/bin/train-preset.ts [zoo name] [epochs] [seed] [rate]
// Trains a network of the zoo on its whole set and writes public/presets/<name>-<set>.bin and .json. The Lab offers
// those that have a line in app/store/trained-presets.ts.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { batchesOf, createFeed } from '../data/feed'
import type { ImageSet } from '../data/image-set'
import { dataSets } from '../data/sets'
import { createNetwork } from '../network/network'
import { paramsToBytes } from '../network/weights'
import { createTrainer } from '../train/trainer'
import type { Trainer } from '../train/trainer.types'
import { zoo } from '../zoo/index'
import type { ZooEntry } from '../zoo/zoo.types'
import { loadSet } from './load-set'
import { createProgress } from './progress'

const folder = fileURLToPath(new URL('../../public/presets', import.meta.url))
const BATCH = 32
const L2 = 1e-4

/** `rate`: at the start; it falls to 0 along half a cosine, which ends in a flat place. */
async function trainPreset(entry: ZooEntry, epochs: number, seed: number, rate: number): Promise<void> {
  const set = await loadSet(entry.set, () => {})
  const network = createNetwork(entry.spec, { seed, batch: BATCH })
  const feed = createFeed({ set, input: entry.spec.input, augment: entry.augment, seed })
  const steps = Math.round((epochs * set.total.train) / BATCH)
  const trainer = createTrainer(network, {
    loss: 'crossEntropy',
    update: { type: 'momentum', rate, momentum: 0.9 },
    schedule: { type: 'cosine', steps },
    l2: L2,
    batch: BATCH,
    seed,
    data: feed,
  })
  train(trainer, steps)
  const judge = (split: 'validation' | 'test') =>
    trainer.evaluate(batchesOf(set, split, entry.spec.input, 100))
  const [validation, test] = [judge('validation'), judge('test')]
  console.log(`validation ${validation.accuracy}, test ${test.accuracy} of ${test.count} pictures`)
  write(`${entry.id}-${entry.set}`, paramsToBytes(network.parameters()), {
    network: entry.id,
    set: entry.set,
    script: `npx tsx engine/bin/train-preset.ts ${entry.id} ${epochs} ${seed} ${rate}`,
    seed,
    epochs,
    trainedOn: set.total.train,
    augment: entry.augment,
    test: { accuracy: test.accuracy, loss: test.loss, pictures: test.count },
    validation: { accuracy: validation.accuracy, pictures: validation.count },
    licence: `Weights trained by Convscope itself; under its licence. ${licenceOf(set)}`,
  })
}

const licenceOf = (set: ImageSet): string => `Pictures: ${dataSets[set.id].licence.en}`

function train(trainer: Trainer, steps: number): void {
  const bar = createProgress('train')
  let loss = 0
  for (let i = 0; i < steps; i++) {
    const result = trainer.step()
    if (!result.finite) throw new Error(`step ${result.step}: not finite at ${result.brokenNode}`)
    loss = i === 0 ? result.loss : 0.99 * loss + 0.01 * result.loss
    bar.update((i + 1) / steps, `loss ${loss.toFixed(4)}`)
  }
  bar.end()
}

function write(name: string, weights: ArrayBuffer, about: Readonly<Record<string, unknown>>): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.bin`, new Uint8Array(weights))
  writeFileSync(
    `${folder}/${name}.json`,
    `${JSON.stringify({ ...about, bytes: weights.byteLength }, null, 2)}\n`,
  )
}

const [name = 'lenet5', epochs = '5', seed = '1', rate = '0.03'] = process.argv.slice(2)
const entry = zoo.get(name)
if (!entry) throw new Error(`no network '${name}'; there are ${[...zoo.keys()].join(', ')}`)
await trainPreset(entry, Number(epochs), Number(seed), Number(rate))
