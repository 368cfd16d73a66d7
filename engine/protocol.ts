/**
 * The border between the threads: one row each. Only numbers and codes cross it; sentences are made on the page.
 *
 * Page → worker: a `Call` (answered once, perhaps after progress), a `Watch` (a standing wish) or an `Ack`.
 * Worker → page: `Started`, then `Reply`, `Progress`, `Frame`, `Beat`, `Stopped`.
 */

import type { KernelSetName } from './kernels/kernels'
import type { LayerMeasured } from './measure/layer'
import type { StepMeasured } from './measure/step'
import type { Initialisation } from './plan/initialisation'
import type { LossName } from './plan/losses'
import type { Update } from './plan/optimisers'
import type { Schedule } from './plan/schedule'
import type { NetworkSpec } from './spec'

export type DataSetId = 'cifar10' | 'mnist' | 'shapes'
export type Split = 'train' | 'validation' | 'test'

export interface Augment {
  /** Random shift by up to this many pixels each way. */
  readonly shift: number
  /** Random mirror image; CIFAR-10 only. */
  readonly flip: boolean
}

/** What the maps show. */
export type Picture =
  | { readonly kind: 'set'; readonly split: Split; readonly index: number }
  | {
      readonly kind: 'pixels'
      readonly c: number
      readonly h: number
      readonly w: number
      readonly pixels: Uint8Array
    } // planar

/** All of it may change in mid-run; a loss that cannot stand behind the network is refused. */
export interface TrainSettings {
  readonly loss: LossName
  readonly update: Update
  readonly schedule: Schedule
  readonly l2: number
  readonly batch: number
  /** null: as fast as it goes. */
  readonly stepsPerSecond: number | null
}

/** Call → what it asks and what it answers. */
export interface Calls {
  open: {
    ask: {
      spec: NetworkSpec
      seed: number
      settings: TrainSettings
      /** Of the weights that are not given; default: He's, with small scores. */
      initialisation?: Initialisation
      weights?: ArrayBuffer
      checkpoint?: ArrayBuffer
    }
    reply: { run: number; step: number; kernels: KernelSetName }
  }
  /** Unchanged layers keep their weights. */
  edit: {
    ask: { spec: NetworkSpec }
    reply: { run: number; kept: readonly string[]; drawn: readonly string[] }
  }
  /**
   * `base`: URL of the folder that holds the packed sets. Answers when the first pack is there; the rest is progress.
   * `resume`: go on at the place in the set where the last source, or the opened checkpoint, stands; else at its start.
   */
  data: {
    ask: { set: DataSetId; augment: Augment; base: string; seed: number; resume?: boolean }
    reply: { available: Readonly<Record<Split, number>>; total: Readonly<Record<Split, number>> }
  }
  train: { ask: { on: boolean; settings: TrainSettings }; reply: { step: number } }
  /** Exactly `count` steps, then pause. */
  step: { ask: { count: number }; reply: { step: number } }
  look: { ask: { picture: Picture }; reply: { label: number | null } }
  /** Cancelled by a `cancel` message with the call's id. */
  evaluate: {
    ask: { split: Split; limit?: number }
    reply: {
      step: number // whose weights were judged
      accuracy: number
      loss: number
      count: number
      confusion: readonly (readonly number[])[] // [true class][predicted class]
    }
  }
  /** How fast this machine is at a training step, by each kernel set. Needs no open network. Can be cancelled. */
  measureStep: { ask: { spec: NetworkSpec; loss: LossName }; reply: StepMeasured }
  /** How fast it is at one convolution, in three ways. Needs no open network. Can be cancelled. */
  measureLayer: { ask: { spec: NetworkSpec; node: string }; reply: LayerMeasured }
  checkpoint: { ask: Record<never, never>; reply: { step: number; bytes: ArrayBuffer } }
  close: { ask: Record<never, never>; reply: Record<never, never> }
}

export type CallName = keyof Calls

export type Call = {
  [Name in CallName]: {
    readonly type: 'call'
    readonly call: Name
    readonly id: number
    readonly session: number
    readonly ask: Calls[Name]['ask']
  }
}[CallName]

/** A part of what a frame can carry. `node: null` for the whole network. */
export type FramePart = 'pixels' | 'activations' | 'gradients' | 'parameters' | 'parameterGradients'

/**
 * A standing wish for frames. All parts of a frame come from one pass at one step, so that every panel that shows a
 * number of the moment shows the same moment. A new watch replaces the session's old one.
 */
export interface Watch {
  readonly type: 'watch'
  readonly session: number
  readonly parts: readonly FramePart[]
  /** Only these nodes' activations and gradients; null: all. */
  readonly nodes: readonly string[] | null
  /** At most this many frames a second; 0: none. */
  readonly perSecond: number
}

/** The frame has been painted; its buffer goes back to be used again. */
export interface Ack {
  readonly type: 'ack'
  readonly session: number
  readonly recycle: ArrayBuffer
}

export interface Cancel {
  readonly type: 'cancel'
  readonly session: number
  readonly id: number
}

/** A checkpoint is made this often while training, and sent as it is made. */
export interface AutoCheckpoint {
  readonly type: 'autoCheckpoint'
  readonly session: number
  readonly everySeconds: number
}

export type ToWorker = Call | Watch | Ack | Cancel | AutoCheckpoint

export type ProblemCode =
  | 'spec' // values carry SpecError's code; the page plans the spec itself for the sentence
  | 'too-large'
  | 'data-unavailable' // values: { file, status }
  | 'data-malformed' // values: { file, found, expected }
  | 'not-open'
  | 'no-data'
  | 'checkpoint-malformed'
  | 'cancelled'
  | 'internal'

export interface Problem {
  readonly code: ProblemCode
  readonly values: Readonly<Record<string, number | string>>
}

export type Reply = {
  [Name in CallName]: {
    readonly type: 'reply'
    readonly call: Name
    readonly id: number
    readonly session: number
  } & (
    | { readonly ok: true; readonly value: Calls[Name]['reply'] }
    | { readonly ok: false; readonly problem: Problem }
  )
}[CallName]

export interface Progress {
  readonly type: 'progress'
  readonly session: number
  readonly id: number
  readonly of: 'open' | 'data' | 'evaluate' | 'measure'
  /** Share of the parameters (open, edit: with a large network, several times a second), bytes (data), images (evaluate) or turns (measure). */
  readonly done: number
  readonly total: number
  /** data: images that can be used now. */
  readonly available?: Readonly<Record<Split, number>>
  /** data: a pack could not be had; training goes on with what is there. */
  readonly problem?: Problem
}

/** Where one array lies in a frame's buffer (float32). */
export interface FrameEntry {
  readonly part: FramePart
  /** Node id; 'input' for the picture as the network sees it; parameters by full name, 'conv1.weights'. */
  readonly name: string
  readonly shape: readonly number[]
  readonly offset: number // in numbers
  readonly length: number
  readonly min: number
  readonly max: number
  /** 98.5th percentile of |value|: the scale of the colours. */
  readonly spread: number
  /** Share of numbers above 0. */
  readonly active: number
}

export interface Frame {
  readonly type: 'frame'
  readonly session: number
  readonly run: number
  readonly step: number
  readonly buffer: ArrayBuffer
  readonly entries: readonly FrameEntry[]
  readonly picture: {
    readonly picture: Picture
    /** Whose picture and label it is; null for pixels. */
    readonly set: DataSetId | null
    readonly label: number | null
    readonly loss: number | null
  }
}

/** Progress of training: also the heartbeat. Sent ten times a second while there is something to tell, else once a second. */
export interface Beat {
  readonly type: 'beat'
  readonly session: number
  readonly run: number
  readonly step: number
  readonly epoch: number
  readonly training: boolean
  /** Training is on but the next examples have not arrived yet. */
  readonly waiting: boolean
  readonly examplesPerSecond: number
  /** Losses and accuracies (share right in the batch, before the update) of steps step − n … step − 1. */
  readonly losses: readonly number[]
  readonly accuracies: readonly number[]
  /** Accuracy on a fixed sample of the validation set, when one was taken since the last beat. */
  readonly validation: { readonly step: number; readonly accuracy: number; readonly loss: number } | null
}

/** Sent by itself, at most a second apart while training. */
export interface CheckpointMade {
  readonly type: 'checkpoint'
  readonly session: number
  readonly run: number
  readonly step: number
  readonly bytes: ArrayBuffer
}

/** Something not finite, or a step that cannot be done: nothing of it was kept; the network is as it was at `goodStep`. */
export interface Stopped {
  readonly type: 'stopped'
  readonly session: number
  readonly run: number
  /** refused: a layer cannot train on such a batch; `problem` says why. */
  readonly code: 'loss-not-finite' | 'weights-not-finite' | 'refused'
  readonly problem?: Problem
  readonly step: number
  /** First layer whose output is not finite, in order; null where only the loss is. */
  readonly node: string | null
  readonly goodStep: number
}

/** What sessions say. */
export type FromWorker = Reply | Progress | Frame | Beat | CheckpointMade | Stopped

/** The worker's own first word, as soon as its script runs. */
export interface Started {
  readonly type: 'started'
}
