// npm run demo [-- --seconds 45 --picture filters.png]
// The MNIST preset learns in this terminal, for so many seconds with starting, reading and testing; the first layer's filters
// are left behind as a picture.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { batchesOf, createFeed } from '../data/feed'
import type { ImageSet } from '../data/image-set'
import { DataProblem } from '../data/problem'
import { dataSets } from '../data/sets'
import { createShapes } from '../data/shapes'
import { createNetwork } from '../network/network'
import { createTrainer } from '../train/trainer'
import type { Batch, Trainer } from '../train/trainer.types'
import { zoo } from '../zoo/index'
import type { ZooEntry } from '../zoo/zoo.types'
import { filterPicture } from './filter-picture'
import { loadSet } from './load-set'
import { createProgress } from './progress'

const SEED = 1
const MOST_STEPS = 2000
/** Share of the time after which it is tested: on a slow machine fewer steps are taken and fewer pictures tested. */
const TRAINING_SHARE = 0.75
/** Something is learned even where the data had to be fetched first, and that took the minute. */
const LEAST_SECONDS = 15

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '45' }, // npm itself takes some of a minute
    since: { type: 'string', default: String(performance.timeOrigin) }, // ms since 1970: when the command began
    picture: { type: 'string', default: 'filters.png' },
  },
})
const seconds = Number(values.seconds)
const since = Number(values.since)
if (!(seconds > 0 && seconds <= 58)) throw new RangeError(`--seconds ${values.seconds}: from 0 to 58`)
if (!Number.isFinite(since)) throw new RangeError(`--since ${values.since}: milliseconds since 1970`)

const entry = zoo.get('convnetjs-mnist') as ZooEntry
const set = await mnistOrShapes()
const { rate, momentum, batch, l2 } = entry.training
const network = createNetwork(entry.spec, { seed: SEED, batch })
const trainer = createTrainer(network, {
  loss: 'crossEntropy',
  update: { type: 'momentum', rate, momentum },
  l2,
  batch,
  seed: SEED,
  data: createFeed({ set, input: entry.spec.input, augment: entry.augment, seed: SEED }),
})
console.log(
  `${entry.title.en}: ${network.plan.parameterCount.toLocaleString('en')} parameters, ` +
    `${set.total.train.toLocaleString('en')} training pictures of ${dataSets[set.id].name.en}, batch ${batch}`,
)
const begin = performance.now()
const end = Math.max(
  since - performance.timeOrigin + seconds * 1000,
  begin + 1000 * Math.min(seconds, LEAST_SECONDS),
)
train(trainer, begin + TRAINING_SHARE * (end - begin))
judge(trainer, end)
writeFileSync(values.picture, filterPicture(network.block.value('conv1.weights')))
console.log(`first layer's filters: ${resolve(values.picture)}`)

async function mnistOrShapes(): Promise<ImageSet> {
  const bar = createProgress('read ')
  try {
    const mnist = await loadSet('mnist', (share) => bar.update(share, 'MNIST'))
    bar.end()
    return mnist
  } catch (error) {
    if (!(error instanceof DataProblem)) throw error
    console.log(`MNIST is not packed here (${error.message}), so the network learns the Shapes set instead.`)
    return createShapes(SEED)
  }
}

/** `until`: milliseconds after the start of this program, as `performance.now()` counts. */
function train(trainer: Trainer, until: number): void {
  const bar = createProgress('train')
  const start = performance.now()
  let loss = Number.NaN
  for (let step = 1; step <= MOST_STEPS; step++) {
    const result = trainer.step()
    if (!result.finite) throw new Error(`step ${step}: the loss is not finite (${result.brokenNode})`)
    loss = step === 1 ? result.loss : 0.98 * loss + 0.02 * result.loss
    const share = Math.max((performance.now() - start) / (until - start), step / MOST_STEPS)
    bar.update(Math.min(1, share), `step ${step}  loss ${loss.toFixed(3)}`)
    if (share >= 1) break
  }
  bar.end()
  const rate = (trainer.stepCount * trainer.checkpoint().batch * 1000) / (performance.now() - start)
  console.log(
    `loss ${loss.toFixed(3)} after ${trainer.stepCount} steps, ${Math.round(rate)} pictures a second`,
  )
}

function judge(trainer: Trainer, until: number): void {
  const bar = createProgress('test ')
  const { accuracy, loss, count } = trainer.evaluate(testBatches(until, (share) => bar.update(share, '')))
  bar.end()
  console.log(
    `test accuracy ${(100 * accuracy).toFixed(2)} % on ${count.toLocaleString('en')} pictures it has not seen, ` +
      `loss ${loss.toFixed(3)}`,
  )
}

function* testBatches(until: number, onProgress: (share: number) => void): Generator<Batch, void> {
  let done = 0
  for (const pictures of batchesOf(set, 'test', entry.spec.input, 50)) {
    if (done > 0 && performance.now() > until) return
    yield pictures
    done += pictures.x.shape[0]
    onProgress(done / set.total.test)
  }
}
