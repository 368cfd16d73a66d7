import type { Snapshot } from '../../components/draw/snapshot'
import type {
  Initialisation,
  KernelSetName,
  LossName,
  Optimiser,
  Plan,
  Schedule,
  Text,
  Unit,
} from '../../engine/index'
import type { Augment, DataSetId, Picture, Split, TrainSettings } from '../../engine/protocol'
import type { EngineSession, SessionEvents } from '../engine-client/session'

/** What a link can say of the Lab; what it does not say has its default. */
export interface LabLink {
  readonly preset?: string
  readonly trained?: boolean
  readonly seed?: number
  readonly set?: DataSetId
  readonly loss?: LossName
  // the update rule and its settings; those of another rule are not of this link
  readonly rule?: Optimiser
  readonly rate?: number
  readonly momentum?: number
  readonly rho?: number
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
  // the schedule of the rate and its settings
  readonly schedule?: Schedule['type']
  readonly every?: number
  readonly factor?: number
  readonly steps?: number
  readonly floor?: number
  // how weights are drawn
  readonly init?: Initialisation['type']
  readonly deviation?: number
  readonly value?: number
  readonly biases?: number
  readonly batch?: number
  readonly l2?: number
  readonly shift?: number
  readonly flip?: boolean
  readonly split?: Split
  readonly index?: number
  readonly node?: string
  readonly unit?: Unit
  readonly scale?: LabState['scale']
  readonly maps?: LabState['mapsShow']
}

export type Phase =
  | 'opening' // a worker starts, a network is made
  | 'paused'
  | 'training'
  | 'waiting' // training is on, the next examples have not arrived
  | 'stopped' // a value was not finite; the notice says where
  | 'failed' // the worker died three times in a minute

export interface UnitAddress extends Unit {
  readonly node: string
}

/** One sentence for the reader, with what can be done about it. */
export interface LabNotice {
  readonly kind: 'info' | 'warning'
  readonly title: Text
  readonly body: Text
  readonly actions: readonly { readonly label: Text; readonly action: LabAction }[]
}

export type LabAction =
  | 'lower-rate-and-continue'
  | 'continue'
  | 'use-shapes'
  | 'retry-data'
  | 'restart-worker'
  | 'dismiss'

export interface LossPoint {
  readonly step: number
  readonly loss: number // mean of the steps this point stands for
  readonly smoothed: number
  readonly accuracy: number // smoothed share right in the training batches
}

/** At most 2,000 points: when full, neighbours are merged in pairs; of the validation at most 250. */
export interface History {
  readonly points: readonly LossPoint[]
  readonly validation: readonly { readonly step: number; readonly accuracy: number; readonly loss: number }[]
}

export interface LabState {
  // what is being trained
  readonly preset: string // id in the list of presets, e.g. 'cs231n'
  readonly trained: boolean // opened with the shipped weights rather than fresh ones
  readonly plan: Plan
  readonly seed: number // e.g. 1
  readonly set: DataSetId
  readonly augment: Augment
  readonly settings: TrainSettings
  readonly initialisation: Initialisation // of fresh weights
  readonly kernels: KernelSetName | null
  // how it goes
  readonly phase: Phase
  readonly step: number
  readonly epoch: number
  readonly examplesPerSecond: number
  readonly history: History
  readonly data: {
    readonly done: number
    readonly total: number
    readonly available: Readonly<Record<Split, number>>
  } | null // bytes
  readonly evaluation: { readonly split: Split; readonly done: number; readonly total: number } | null
  readonly accuracyOnTest: { readonly step: number; readonly accuracy: number; readonly count: number } | null
  readonly notice: LabNotice | null
  // what is looked at
  readonly picture: Picture
  readonly snapshot: Snapshot | null // the newest
  readonly pinned: Snapshot | null // held while a unit is read; panels show `pinned ?? snapshot`
  readonly chosenNode: string // 'conv3'
  readonly unit: UnitAddress | null // chosen by click, tap or keys
  readonly hovered: UnitAddress | null // pointed at; shown instead of `unit` while it lasts
  readonly channel: number | null // input channel opened in the arithmetic; null: the one that contributes most
  readonly mapsShow: 'values' | 'gradients'
  readonly scale: 'map' | 'layer' | 'network'
}

export interface LabActions {
  start(): Promise<void> // spawns the worker, opens the network, loads data; never starts training by itself
  dispose(): void
  play(): void
  pause(): void
  stepOnce(): void
  /** Same seed, or a new one. */
  reset(seed: 'same' | 'new'): void
  /** Rule, schedule, batch and so on: the next step uses them. */
  configure(settings: Partial<Omit<TrainSettings, 'loss'>>): void
  /**
   * Hinge and squared error stand behind the scores themselves: the network is opened anew without its final softmax, or with
   * it again, from the same first weights. Where the network stays as it is, training goes on with the other loss.
   */
  chooseLoss(loss: LossName): void
  /** Draws fresh weights, from the same seed. */
  chooseInitialisation(initialisation: Initialisation): void
  choosePreset(id: string, trained: boolean): void
  chooseSet(set: DataSetId): void
  configureAugment(augment: Augment): void
  look(picture: Picture): void
  nextPicture(by: 1 | -1): void
  choose(node: string): void
  point(unit: UnitAddress | null): void // hover
  /** Click, tap, arrow keys: the panels follow this unit from frame to frame. null lets go. */
  pick(unit: UnitAddress | null): void
  /** Holds the snapshot that is shown, so that its digits can be read while training goes on. */
  hold(): void
  /** Keeps the unit but takes new frames again. */
  follow(): void
  openChannel(channel: number | null): void
  showMaps(what: 'values' | 'gradients'): void
  setScale(scale: LabState['scale']): void
  evaluateTest(): void
  cancelEvaluation(): void
  /** A state from a link: before `start`, what is opened; later, opened in place of what is there. Never starts training. */
  openLink(values: LabLink): void
  /** Whether the maps are on the screen: no frames are made for nobody. Training is not touched. */
  setOnScreen(onScreen: boolean): void
  act(action: LabAction): void
  /** A further session in the same worker, for a race; null before the Lab has one. */
  another(events: SessionEvents): EngineSession | null
}

export type Lab = LabState & { readonly actions: LabActions }
