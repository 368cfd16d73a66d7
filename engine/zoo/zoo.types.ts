import type { Augment, DataSetId } from '../protocol'
import type { NetworkSpec } from '../spec'
import type { Text } from '../text'

/** A network of the chapter, ready to be opened and trained. */
export interface ZooEntry {
  readonly id: string
  readonly title: Text
  /** One sentence: what it is and why one would open it. */
  readonly about: Text
  readonly spec: NetworkSpec
  readonly set: DataSetId
  /** Settings with which it learns before one's eyes. */
  readonly training: {
    readonly rate: number
    readonly momentum: number
    readonly batch: number
    readonly l2: number
  }
  readonly augment: Augment
}
