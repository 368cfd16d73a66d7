import {
  chain,
  type Fix,
  type LayerSpec,
  type NetworkSpec,
  type Plan,
  type PlannedNode,
  plan,
  type ReceptiveField,
  type Rounding,
  receptiveField,
  type Shape,
  SpecError,
  type Text,
  titlesOf,
} from '../../engine/index'
import type { Bench, ChainRow } from './bench'
import { layerOf } from './results'

/** What a row of the table shows. The first row is the layer on the bench, the rest are the chain's. */
export type RowResult =
  | { readonly state: 'planned'; readonly node: PlannedNode; readonly field: ReceptiveField | null }
  | {
      readonly state: 'refused'
      readonly error: SpecError
      readonly fixes: readonly Fix[]
      readonly input: Shape
    }
  | { readonly state: 'waiting' } // for a layer above that does not fit

export interface ChainResults {
  /** "conv 2": also of rows that could not be planned. */
  readonly titles: readonly Text[]
  readonly rows: readonly RowResult[]
  readonly totals: Totals | null
}

export interface Totals {
  readonly parameters: number
  readonly macs: number
  /** Outputs of every layer, ReLU and pooling too. */
  readonly neurons: number
  /** Layers that learn, and their outputs alone: what a paper counts. */
  readonly learning: { readonly layers: number; readonly neurons: number }
}

export function specOfRow(row: ChainRow, rounding: Rounding): LayerSpec {
  switch (row.type) {
    case 'conv':
      return { type: 'conv', filters: row.k, size: row.f, stride: row.s, pad: row.p, rounding }
    case 'pool':
      return { type: 'pool', size: row.f, stride: row.s, pad: row.p, rounding }
    case 'relu':
      return { type: 'relu' }
    case 'fc':
      return { type: 'fc', units: row.k }
    case 'softmax':
      return { type: 'softmax' }
    default:
      return row satisfies never
  }
}

export function chainResults({ setting, rounding, chain: rows }: Bench): ChainResults {
  const layers = [layerOf(setting, rounding), ...rows.map((row) => specOfRow(row, rounding))]
  const input = { c: setting.c, h: setting.h, w: setting.w }
  const spec = chain(input, ...layers)
  const { planned, error } = planAsFarAsPossible(spec)
  const nodes = planned?.nodes ?? []
  const results: RowResult[] = layers.map((_, i) => {
    const node = nodes[i]
    if (planned && node) return { state: 'planned', node, field: receptiveField(planned, node.id) }
    if (i === nodes.length && error)
      return { state: 'refused', error, fixes: error.fixes, input: nodes[i - 1]?.out ?? input }
    return { state: 'waiting' }
  })
  return { titles: titlesOf(spec.nodes), rows: results, totals: error ? null : totalsOf(nodes) }
}

function totalsOf(nodes: readonly PlannedNode[]): Totals {
  const sum = (of: (node: PlannedNode) => number, among = nodes): number =>
    among.reduce((total, node) => total + of(node), 0)
  const learning = nodes.filter(({ parameterCount }) => parameterCount > 0)
  return {
    parameters: sum((n) => n.parameterCount),
    macs: sum((n) => n.macs),
    neurons: sum((n) => n.neurons),
    learning: { layers: learning.length, neurons: sum((n) => n.neurons, learning) },
  }
}

/** The plan of all layers, or of those before the first that is refused, with its refusal. */
function planAsFarAsPossible(spec: NetworkSpec): { planned: Plan | null; error: SpecError | null } {
  try {
    return { planned: plan(spec), error: null }
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    const good = spec.nodes.findIndex(({ id }) => id === error.node)
    return { planned: good > 0 ? plan({ ...spec, nodes: spec.nodes.slice(0, good) }) : null, error }
  }
}
