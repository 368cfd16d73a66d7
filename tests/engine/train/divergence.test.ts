/** Runs that must fail, and runs that must not be thought to: whatever happens, the weights stay numbers. */
import { describe, expect, test, vi } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import type { Initialisation } from '../../../engine/plan/initialisation'
import { lossNames } from '../../../engine/plan/losses'
import { optimisers, updateRules } from '../../../engine/plan/optimisers'
import { createRandom, type Random } from '../../../engine/random'
import { zeros } from '../../../engine/tensor'
import { fromBytes, toBytes } from '../../../engine/train/checkpoint'
import { createTrainer } from '../../../engine/train/trainer'
import type { Batch, Trainer } from '../../../engine/train/trainer.types'
import { cases } from '../../sample'
import { losses, smallTrainer } from './small-trainer'

vi.setConfig({ testTimeout: 300_000 })

const SICK = cases(42, 300)
const HEALTHY = cases(14, 100)
const STEPS = 30
const BATCH = 4
const POISONS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e38] as const
const STARTS: readonly (Initialisation | undefined)[] = [
  undefined,
  { type: 'constant', value: 0 },
  { type: 'constant', value: 1000 },
]

const tiny = chain(
  { c: 1, h: 8, w: 8 },
  { type: 'conv', filters: 4, size: 3 },
  { type: 'batchnorm' },
  { type: 'relu' },
  { type: 'pool', kind: 'max', size: 2 },
  { type: 'fc', units: 4 },
)

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]

function drawBatch(random: Random): Batch {
  const x = zeros([BATCH, 1, 8, 8])
  x.data.forEach((_, i) => {
    x.data[i] = random.normal()
  })
  return { x, labels: Array.from({ length: BATCH }, () => random.below(4)) }
}

const areFinite = (trainer: Trainer): boolean => trainer.values().every(Number.isFinite)

/** Every rule, loss and start in turn; the rate 10⁻⁴ … 10⁴; a third of the runs meet a spoilt pixel. */
function sickTrainer(i: number, random: Random): Trainer {
  const type = optimisers[i % optimisers.length]
  const loss = lossNames[i % lossNames.length]
  const initialisation = STARTS[Math.floor(i / 3) % STARTS.length]
  const network = createNetwork(tiny, { seed: i, batch: BATCH, ...(initialisation && { initialisation }) })
  return createTrainer(network, {
    loss,
    update: { type, rate: 10 ** (8 * random.uniform() - 4) },
    batch: BATCH,
    seed: i,
  })
}

describe(`${SICK} runs beyond all sense`, () => {
  test('end in finite weights, and a step that is not finite changes nothing', () => {
    const random = createRandom(5)
    let stopped = 0
    for (let i = 0; i < SICK; i++) {
      const trainer = sickTrainer(i, random)
      const poisonAt = i % 3 === 0 ? random.below(STEPS) : -1
      for (let step = 0; step < STEPS; step++) {
        const batch = drawBatch(random)
        if (step === poisonAt) batch.x.data[random.below(batch.x.data.length)] = pick(random, POISONS)
        const before = toBytes(trainer.checkpoint())
        const { loss, finite } = trainer.step(batch)
        if (finite) {
          expect(Number.isFinite(loss)).toBe(true)
          continue
        }
        expect(new Uint8Array(toBytes(trainer.checkpoint()))).toEqual(new Uint8Array(before))
        stopped++
        break
      }
      expect(areFinite(trainer)).toBe(true)
      expect(() => fromBytes(toBytes(trainer.checkpoint()))).not.toThrow() // it refuses what is not finite
    }
    expect(stopped).toBeGreaterThan(SICK / 10)
    expect(stopped).toBeLessThan(SICK)
  })
})

test(`${HEALTHY} healthy runs are never stopped`, () => {
  for (let i = 0; i < HEALTHY; i++) {
    const type = optimisers[i % optimisers.length]
    const trainer = smallTrainer({ seed: i, update: { type, rate: updateRules[type].rate } })
    expect(losses(trainer, 60).every(Number.isFinite)).toBe(true)
    expect(trainer.stepCount).toBe(60)
  }
})
