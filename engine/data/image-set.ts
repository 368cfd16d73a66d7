import type { DataSetId, Split } from '../protocol'
import type { Shape } from '../shape'

/** One picture, planar [c][h][w], and its class. */
export interface Labelled {
  readonly pixels: Uint8Array
  readonly label: number
}

/** A run of pictures that arrives at once. */
export interface Run {
  readonly start: number
  readonly count: number
}

/** Pictures by split and number; some may still be on their way. */
export interface ImageSet {
  readonly id: DataSetId
  readonly shape: Shape
  readonly total: Readonly<Record<Split, number>>
  /** Pictures that are here now. */
  readonly available: Readonly<Record<Split, number>>
  /** null: on its way; 'missing': it will not come. Throws RangeError beyond the total. */
  image(split: Split, index: number): Labelled | 'missing' | null
  /** The runs in which the training pictures arrive, in order. */
  readonly runs: readonly Run[]
}
