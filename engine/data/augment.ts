import type { Augment } from '../protocol'
import type { Random } from '../random'
import type { DataSet } from './sets'

/** Where the network's window lies on the picture: pixels down and right of the middle; mirrored or not. */
export interface Placement {
  readonly down: number
  readonly right: number
  readonly flip: boolean
}

export const centred: Placement = { down: 0, right: 0, flip: false }

/** Always draws three numbers, so that a setting changed in mid-run shifts no later draw. */
export function drawPlacement(
  random: Random,
  augment: Augment,
  { mayFlip }: Pick<DataSet, 'mayFlip'>,
): Placement {
  const span = 2 * augment.shift + 1
  const down = random.below(span) - augment.shift
  const right = random.below(span) - augment.shift
  const mirrored = random.below(2) === 1
  return { down, right, flip: mirrored && augment.flip && mayFlip }
}
