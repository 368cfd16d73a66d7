import type { Layer } from '../layers/index'
import type { ParameterSpec, Reach } from '../layers/layer'
import type { Shape } from '../shape'
import type { NetworkSpec } from '../spec'
import type { Text } from '../text'

/** A node of the graph with everything that follows from the spec: no weights. */
export interface PlannedNode {
  readonly id: string
  /** The layer with its defaults filled in. */
  readonly layer: Layer
  readonly from: readonly string[]
  /** Nodes that read this one. */
  readonly consumers: readonly string[]
  readonly inputs: readonly Shape[]
  readonly out: Shape
  readonly title: Text // "conv 3" / "卷积 3": counted within the type
  readonly reach: Reach
  readonly parameters: readonly ParameterSpec[]
  readonly parameterCount: number // learned ones, biases included
  readonly neurons: number
  readonly connections: number
  readonly macs: number
}

/** All that follows from a spec without a weight. */
export interface Plan {
  /** The spec, checked and with every default filled in. */
  readonly spec: NetworkSpec
  readonly input: Shape
  readonly nodes: readonly PlannedNode[]
  readonly outputs: readonly string[] // the first is the one that training looks at
  readonly parameterCount: number
  /** Throws SpecError 'unknown-node', as does `shapeOf`. */
  node(id: string): PlannedNode
  /** Shape of a node's output, or of `'input'`. */
  shapeOf(id: string): Shape
}

/** Unit i of an axis reads pixels start + i·jump … start + i·jump + size − 1 (0-based, unpadded; start may be negative). */
export interface ReceptiveField {
  readonly size: readonly [number, number] // [h, w]
  readonly jump: readonly [number, number]
  readonly start: readonly [number, number]
  readonly centre: readonly [number, number]
}
