import type { Images, Pace } from '../kernels/kernels'
import { layerType } from '../layers/index'
import type { PlannedNode } from '../plan/plan.types'
import { size } from '../shape'

// A pass is walked in pieces of a few milliseconds, so that a pause is heard soon. They follow from the plan, the kernel set and
// the number of images alone, never from a clock: the same run is cut the same way everywhere.

/** Kernels take four images at a time: pieces end at multiples of four, so that the sums do not depend on the cut. */
const BLOCK = 4

/** In multiply-accumulates. Backward does forward's work twice: for the weights and for the input. */
export function costPerImage(node: PlannedNode, pass: 'forward' | 'backward', pace: Pace): number {
  const moved = size(node.out) + node.inputs.reduce((sum, shape) => sum + size(shape), 0)
  return (node.macs + pace.macsPerNumber * moved) * (pass === 'forward' ? 1 : 2)
}

/** Images that a piece takes at least. */
export const leastImages = (
  { layer }: PlannedNode,
  pass: 'forward' | 'backward',
  { imagesPerReading }: Pace,
): number => (layerType(layer).readsWeightsByPiece ? imagesPerReading[pass] : BLOCK)

/** Image ranges of one node. */
export function piecesOf(
  images: number,
  cost: number,
  { macsPerPiece }: Pick<Pace, 'macsPerPiece'>,
  least = BLOCK,
): Images[] {
  const most = Math.max(1, Math.floor(macsPerPiece / cost))
  const step = most >= least ? most - (most % BLOCK) : least
  const pieces: Images[] = []
  for (let from = 0; from < images; from += step) pieces.push({ from, to: Math.min(from + step, images) })
  return pieces
}

export interface Work {
  readonly node: PlannedNode
  readonly pieces: readonly Images[]
  readonly cost: number // per image
  /** Of a pass backward: the inputs whose gradients it is the first to reach. */
  readonly fresh: ReadonlySet<string>
}

/** Calls `run` for every piece and yields between them whenever a piece's worth of work has been done. */
export function* walk(
  work: readonly Work[],
  { macsPerPiece }: Pace,
  run: (work: Work, images: Images) => void,
): Generator<void, void> {
  let spent = 0
  for (const one of work) {
    for (const images of one.pieces) {
      const next = one.cost * (images.to - images.from)
      if (spent > 0 && spent + next > macsPerPiece) {
        yield
        spent = 0
      }
      run(one, images)
      spent += next
    }
  }
}
