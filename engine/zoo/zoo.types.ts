import type { Augment, DataSetId } from '../protocol'
import type { NetworkSpec } from '../spec'
import type { Text } from '../text'

/** A network with a name. */
export interface NamedSpec {
  readonly id: string
  readonly title: Text
  /** One sentence: what it is and why one would open it. */
  readonly about: Text
  readonly spec: NetworkSpec
}

/** A network to be counted, planned and, but for the layers of 1998, run. */
export interface ZooSpec extends NamedSpec {
  /** Where its layers and its figures were published. */
  readonly source: string
}

/** A network of the chapter, ready to be opened and trained. */
export interface ZooEntry extends NamedSpec {
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
