import type { LayerSpec } from './layers/index'

/** A network as written: JSON, the file format and the content of a link. */
export interface NetworkSpec {
  readonly version: 1
  readonly input: InputSpec
  readonly nodes: readonly NodeSpec[] // topological order
  readonly outputs?: readonly string[] // default: the last node; of several the first is trained
  readonly classes?: readonly string[]
}

/** The network sees (pixel/255 − mean) · scale, per channel: a trained preset carries its normalisation. */
export interface InputSpec {
  readonly c: number
  readonly h: number
  readonly w: number
  readonly mean?: readonly number[]
  readonly scale?: readonly number[]
}

/** A node as written: a layer with a name of its own, and what it reads. */
export interface NodeSpec {
  readonly id: string
  /** `['input']` reads the picture. */
  readonly from: readonly string[]
  readonly layer: LayerSpec
}
