/** The accounts of a network, as the chapter keeps them: what each layer holds, computes and remembers. */

import { layerType } from '../layers/index'
import { checkInteger, refuse } from '../layers/shared/fields'
import { size } from '../shape'
import { show } from '../show'
import { limits } from './limits'
import { type TestMemory, type TrainingMemory, testMemory, trainingMemory } from './memory'
import { type Optimiser, optimisers } from './optimisers'
import type { Plan, PlannedNode, ReceptiveField } from './plan.types'
import { receptiveFields } from './receptive-field'

/** What is accounted for: how many images at once, to learn or to answer, in numbers of which width. */
export interface LedgerOptions {
  readonly batch: number
  readonly mode: 'train' | 'test'
  /** true: ReLU, dropout, softmax and flatten write over what they read, and count as free. */
  readonly inPlace: boolean
  readonly optimiser: Optimiser
  readonly bytesPerNumber: BytesPerNumber
}

/** 8: float64, 4: float32 (what this engine trains in), 2: float16 or bfloat16, 1: int8. Switches stay int32. */
export type BytesPerNumber = (typeof BYTES_PER_NUMBER)[number]

const BYTES_PER_NUMBER = [1, 2, 4, 8] as const

/** The account of one node: counts of one image, bytes of the batch. */
export interface LedgerRow {
  readonly id: string
  readonly type: string
  readonly from: readonly string[]
  readonly out: readonly [number, number, number] // [c, h, w]
  readonly neurons: number
  readonly parameters: number
  readonly connections: number
  readonly macs: number
  /** Of the whole batch; 0 for a layer in place. */
  readonly activationBytes: number
  /** On the picture; null where no path leads to it. */
  readonly receptiveField: ReceptiveField | null
}

/** The account of a network: a row for each node in topological order, and the sums. */
export interface Ledger {
  readonly nodes: readonly LedgerRow[]
  readonly totals: {
    readonly neurons: number
    readonly parameters: number
    readonly connections: number
    readonly macs: number // of one image
    readonly activations: number // numbers of one image, the picture included
    readonly activationBytes: number // of the batch, the picture included
    /** What the chosen mode needs, term by term. */
    readonly memory: TrainingMemory | TestMemory
  }
}

const DEFAULTS: LedgerOptions = {
  batch: 1,
  mode: 'train',
  inPlace: false,
  optimiser: 'momentum',
  bytesPerNumber: 4,
}

/**
 * What each node holds and computes, and what the network occupies. Neurons, parameters, connections and multiply-adds are
 * of one image, bytes of the batch. Left out: batch 1, mode 'train', inPlace false, optimiser 'momentum', bytesPerNumber 4.
 * Throws SpecError for an option that is none. The conventions are those of the course notes (CS231n, "Computational
 * considerations" and "VGGNet in detail").
 */
export function ledger(plan: Plan, options: Partial<LedgerOptions> = {}): Ledger {
  const all = checkOptions(options)
  const bytes = all.batch * all.bytesPerNumber
  const stored = plan.nodes.map((node) => storedNumbers(node, all.inPlace))
  const fields = receptiveFields(plan)
  const nodes = plan.nodes.map((node, i) => row(node, stored[i] * bytes, fields.get(node.id) ?? null))
  const total = (of: (node: PlannedNode) => number): number => plan.nodes.reduce((sum, n) => sum + of(n), 0)
  const activations = stored.reduce((a, b) => a + b, size(plan.input))
  return {
    nodes,
    totals: {
      neurons: total((n) => n.neurons),
      parameters: plan.parameterCount,
      connections: total((n) => n.connections),
      macs: total((n) => n.macs),
      activations,
      activationBytes: activations * bytes,
      memory: all.mode === 'train' ? trainingMemory(plan, all) : testMemory(plan, all),
    },
  }
}

function checkOptions(given: Partial<LedgerOptions>): LedgerOptions {
  const {
    batch = DEFAULTS.batch,
    mode = DEFAULTS.mode,
    inPlace = DEFAULTS.inPlace,
    optimiser = DEFAULTS.optimiser,
    bytesPerNumber = DEFAULTS.bytesPerNumber,
  } = given
  checkInteger(batch, limits.batch, 'batch')
  checkOneOf('mode', mode, ['train', 'test'])
  checkOneOf('inPlace', inPlace, [true, false])
  checkOneOf('optimiser', optimiser, optimisers)
  checkOneOf('bytesPerNumber', bytesPerNumber, BYTES_PER_NUMBER)
  return { batch, mode, inPlace, optimiser, bytesPerNumber }
}

function checkOneOf<T>(name: string, found: T, known: readonly T[]): void {
  if (known.includes(found)) return
  throw refuse('out-of-range', name, found, {
    en: `${name} must be one of ${known.join(', ')}; found ${show(found)}.`,
    zh: `${name} 只能是 ${known.join('、')} 之一，现在是 ${show(found)}。`,
  })
}

function row(node: PlannedNode, activationBytes: number, receptiveField: ReceptiveField | null): LedgerRow {
  return {
    id: node.id,
    type: node.layer.type,
    from: node.from,
    out: [node.out.c, node.out.h, node.out.w],
    neurons: node.neurons,
    parameters: node.parameterCount,
    connections: node.connections,
    macs: node.macs,
    activationBytes,
    receptiveField,
  }
}

/** Numbers of one image that a node keeps for itself. */
function storedNumbers({ layer, neurons }: PlannedNode, inPlace: boolean): number {
  return inPlace && layerType(layer).inPlace ? 0 : neurons
}
