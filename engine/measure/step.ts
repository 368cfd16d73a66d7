import type { KernelSetName } from '../kernels/kernels'
import { createNetwork } from '../network/network'
import type { LossName } from '../plan/losses'
import { createRandom } from '../random'
import type { NetworkSpec } from '../spec'
import { zeros } from '../tensor'
import { createTrainer } from '../train/trainer'
import type { Batch, Trainer } from '../train/trainer.types'
import { measureInTurns, type Timing } from './turns'

export interface StepMeasured {
  /** Pictures in a step. */
  readonly batch: number
  /** Of the kernel sets that run here. */
  readonly timings: readonly Timing<KernelSetName>[]
}

const BATCH = 8
/** The reference is made to be read: to time it would tell of its calls, not of its sums. */
const SETS: readonly KernelSetName[] = ['typescript', 'wasm']

/**
 * A whole training step (forward, loss, backward, update) of a fresh copy of the network by each kernel set, on noise. Throws
 * SpecError where a network does not fit into memory, and where the first losses of two sets do not agree.
 */
export function* measureStep(
  spec: NetworkSpec,
  loss: LossName,
  now: () => number,
  onTurn: (done: number, total: number) => void,
): Generator<void, StepMeasured> {
  const trainers = SETS.map((kernels) => trainerWith(spec, loss, kernels)).filter((one) => one !== null)
  const batch = noise(trainers[0])
  const losses: number[] = []
  for (const trainer of trainers) losses.push((yield* trainer.stepSteps(batch))?.loss ?? Number.NaN)
  checkAlike(losses)
  const ways = trainers.map((trainer) => ({
    name: trainer.network.kernels,
    run: () => trainer.stepSteps(batch),
  }))
  return { batch: BATCH, timings: yield* measureInTurns(ways, now, onTurn) }
}

/** null where another set would run in place of this one. A rate this small keeps noise from leading anywhere. */
function trainerWith(spec: NetworkSpec, loss: LossName, kernels: KernelSetName): Trainer | null {
  const network = createNetwork(spec, { seed: 1, batch: BATCH, kernels })
  if (network.kernels !== kernels) return null
  return createTrainer(network, {
    loss,
    update: { type: 'momentum', rate: 1e-6, momentum: 0.9 },
    l2: 1e-4,
    batch: BATCH,
    seed: 1,
  })
}

function noise({ network: { plan } }: Trainer): Batch {
  const { c, h, w } = plan.input
  const x = zeros([BATCH, c, h, w])
  const random = createRandom(1)
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()
  const classes = plan.shapeOf(plan.outputs[0]).c
  return { x, labels: Array.from({ length: BATCH }, (_, i) => i % classes) }
}

function checkAlike([first, ...others]: readonly number[]): void {
  const differs = others.find((loss) => !(Math.abs(loss - first) <= 1e-3 * Math.max(1, Math.abs(first))))
  if (differs !== undefined) throw new Error(`two kernel sets differ: a loss of ${first}, of ${differs}`)
}
