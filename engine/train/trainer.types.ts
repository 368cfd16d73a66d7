import type { Network } from '../network/network.types'
import type { LossName } from '../plan/losses'
import type { Update, UpdateSpec } from '../plan/optimisers'
import type { Schedule } from '../plan/schedule'
import type { Numbers, Tensor } from '../tensor'
import type { Verdict } from './tally'

/** What may change from one step to the next. */
export interface TrainerSettings {
  /** A mean over the examples. Cross-entropy enters at the input of a final softmax; the others are refused behind one. */
  readonly loss: LossName
  readonly update: UpdateSpec
  /** How the rate goes on with the steps; default: it stays. */
  readonly schedule?: Schedule
  /** λ of ½λ‖w‖² on the weights; default 0. */
  readonly l2?: number
  /** Pictures per step. */
  readonly batch: number
}

/** What a trainer is made with. */
export interface TrainerOptions extends TrainerSettings {
  /** A trainer draws nothing itself: order and augmentation are drawn by `data`, dropout by the network, each by its own seed. */
  readonly seed?: number
  /** Where examples come from when `step()` is given none. */
  readonly data?: ExampleSource
}

/** A batch as the network sees it: already cropped, augmented and normalised. */
export interface Batch {
  readonly x: Tensor
  /** The true class of each image, from 0. May be left out beside `targets`: nothing is then known of accuracy, which is 0. */
  readonly labels?: ArrayLike<number>
  /** Of the squared error, `[n][outputs][1][1]`; default: the labels as one-hot vectors. The other losses do not look at them. */
  readonly targets?: Tensor
}

export interface LabelledBatch extends Batch {
  readonly labels: ArrayLike<number>
}

/** An endless, seeded stream of mini-batches with a position that a checkpoint can hold. */
export interface ExampleSource {
  /** null: the next examples have not arrived yet (packs stream in); ask again. Consumes nothing then. */
  next(batch: number): Batch | null
  /** Does in pieces what would take long in the next `next`, such as drawing its pictures. Consumes nothing. */
  prepare?(batch: number): Generator<void, void>
  readonly epoch: number // fractional: 1.5 = half way through the second pass
  /** null: nowhere yet, for there are no examples to stand among. */
  position(): SourcePosition | null
  restore(position: SourcePosition): void
}

/** One that stands among its examples from the start. */
export interface PlacedSource extends ExampleSource {
  position(): SourcePosition
}

/** Numbers only, so that a checkpoint is one flat record. */
export interface SourcePosition {
  readonly epoch: number
  readonly cursor: number
  readonly shuffle: readonly number[] // random state at the start of this epoch
  readonly augment: readonly number[] // random state now
}

/** What one step tells. Of a step that was given up: `finite` false, and `step` as before it. */
export interface StepResult {
  readonly step: number // after this step
  readonly loss: number // mean over the batch, without the L2 term, before the update
  readonly accuracy: number // share right in the batch, before the update
  readonly examples: number
  /** false: the loss or a weight was not finite; nothing of this step was kept. */
  readonly finite: boolean
  /** First node, in order, whose output is not finite. */
  readonly brokenNode: string | null
}

/** One network being trained: `createTrainer` says how. */
export interface Trainer {
  readonly network: Network
  readonly stepCount: number
  /** Throws SpecError where a layer cannot train on so few examples, or where there are none; nothing has changed then. */
  step(batch?: Batch): StepResult
  /** The same in pieces of a few milliseconds; between two of them a pause can be heard. null: no examples yet. */
  stepSteps(batch?: Batch): Generator<void, StepResult | null>
  /** The loss by which steps are taken and pictures judged. */
  readonly loss: LossName
  /** Changes take effect from the next step. A change of rule starts its state anew. Throws SpecError for what does not fit. */
  configure(settings: Partial<TrainerSettings>): void
  /** One batch or several, by a test run: nothing is learnt. Throws SpecError for labels without a score. */
  evaluate(set: Batch | Iterable<Batch>): Verdict
  checkpoint(): Checkpoint
  /** A copy of the parameter block, running statistics included, as the last whole step left it. */
  values(): Numbers
  /** Continues bit for bit as the undisturbed run would. Throws SpecError where it does not belong to this network. */
  restore(checkpoint: Checkpoint): void
}

/** Everything a run continues from. `checkpointToBytes` and `checkpointFromBytes` make one flat buffer of it, checked when read. */
export interface Checkpoint {
  readonly version: 2
  /** Names and shapes of the values, in their order: it belongs to networks that have the same. */
  readonly layout: string
  readonly step: number
  readonly values: Float32Array | Float64Array // the parameter block, running statistics included
  readonly updateState: Float32Array | Float64Array
  readonly updateCount: number // updates since that state began
  readonly loss: LossName
  readonly update: Update
  readonly schedule: Schedule
  readonly l2: number
  readonly batch: number
  readonly random: readonly number[] // dropout and the like
  readonly source: SourcePosition | null
}
