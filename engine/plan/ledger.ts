/** The accounts of a network, as the chapter keeps them: what each layer holds, computes and remembers. */
import { layerType } from '../layers/index'
import { size } from '../shape'
import { type TestMemory, type TrainingMemory, testMemory, trainingMemory } from './memory'
import type { Optimiser } from './optimisers'
import type { Plan, PlannedNode, ReceptiveField } from './plan.types'
import { receptiveField } from './receptive-field'

export interface LedgerOptions {
  readonly batch: number
  readonly mode: 'train' | 'test'
  /** true: ReLU and softmax write over what they read, and count as free. */
  readonly inPlace: boolean
  readonly optimiser: Optimiser
  readonly bytesPerNumber: 4 | 8
}

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

export function ledger(plan: Plan, options: Partial<LedgerOptions> = {}): Ledger {
  const all: LedgerOptions = { ...DEFAULTS, ...options }
  const bytes = all.batch * all.bytesPerNumber
  const stored = plan.nodes.map((node) => storedNumbers(node, all.inPlace))
  const nodes = plan.nodes.map((node, i) => row(plan, node, stored[i] * bytes))
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

function row(plan: Plan, node: PlannedNode, activationBytes: number): LedgerRow {
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
    receptiveField: receptiveField(plan, node.id),
  }
}

/** Numbers of one image that a node keeps for itself. */
function storedNumbers({ layer, neurons }: PlannedNode, inPlace: boolean): number {
  return inPlace && layerType(layer).inPlace ? 0 : neurons
}
