import type { Augment, Split } from '../protocol'
import { createRandom, forkRandom, type Random } from '../random'
import { size } from '../shape'
import type { InputSpec } from '../spec'
import type { LabelledBatch, PlacedSource, SourcePosition } from '../train/trainer.types'
import { fitPixels, normalise } from './adapt'
import { drawPlacement, type Placement } from './augment'
import type { ImageSet, Labelled, Run } from './image-set'
import { dataSets } from './sets'

export interface FeedOptions {
  readonly set: ImageSet
  /** What the network takes. */
  readonly input: InputSpec
  readonly augment: Augment
  readonly seed: number
}

/**
 * The training pictures, over and over, in a seeded order. The first pass goes through the packs as they arrive, shuffled within
 * each, and waits for one that is not there: the curve does not depend on the speed of a download. Later passes shuffle
 * everything. Batch arrays are used again by the next call.
 */
export function createFeed({ set, input, augment, seed }: FeedOptions): PlacedSource {
  let epoch = 0
  let cursor = 0
  let shuffle = forkRandom(seed, 'shuffle')
  let shuffleStart = shuffle.state()
  let placements = forkRandom(seed, 'augment')
  let order = orderOf(epoch, set, shuffle)
  const batches = createBatches(input)

  function startEpoch(): void {
    epoch++
    cursor = 0
    shuffleStart = shuffle.state()
    order = orderOf(epoch, set, shuffle)
  }

  /** Every picture that a batch needs is here; one that will not come is passed over, one on its way is waited for. */
  function isReady(count: number): boolean {
    if (set.available.train === 0) return false
    let found = 0
    for (let i = cursor; i < order.length && found < count; i++) {
      const image = set.image('train', order[i])
      if (image === null) return false
      if (image !== 'missing') found++
    }
    return found === count || isWhole(set)
  }

  function take(): Labelled {
    for (;;) {
      if (cursor === order.length) startEpoch()
      const index = order[cursor++]
      const image = set.image('train', index)
      if (image === null) throw new RangeError(`picture ${index} is still on its way`)
      if (image !== 'missing') return image
    }
  }

  return {
    get epoch() {
      return epoch + cursor / order.length
    },
    next(count) {
      if (!isReady(count)) return null
      const batch = batches(count)
      for (let i = 0; i < count; i++) {
        const placement = drawPlacement(placements, augment, dataSets[set.id])
        batch.put(i, take(), set, placement)
      }
      return batch
    },
    *prepare(count) {
      const end = Math.min(cursor + count, order.length)
      for (let i = cursor; i < end; i++) {
        set.image('train', order[i])
        if ((i - cursor) % PREPARED_AT_ONCE === PREPARED_AT_ONCE - 1) yield
      }
    },
    position: () => ({ epoch, cursor, shuffle: shuffleStart, augment: placements.state() }),
    restore(position: SourcePosition) {
      placements = createRandom(position.augment)
      if (position.epoch !== epoch || position.shuffle.some((n, i) => n !== shuffleStart[i])) {
        epoch = position.epoch
        shuffleStart = position.shuffle
        shuffle = createRandom(position.shuffle)
        order = orderOf(epoch, set, shuffle)
      }
      cursor = Math.min(position.cursor, order.length)
    },
  }
}

/** Nothing is still on its way. */
const isWhole = (set: ImageSet): boolean => set.runs.every(({ start }) => set.image('train', start) !== null)

/** Drawing so many pictures takes a few milliseconds. */
const PREPARED_AT_ONCE = 16

/** The first pass run by run, later ones all at once; Fisher and Yates' shuffle. */
function orderOf(epoch: number, set: ImageSet, random: Random): Int32Array {
  const order = Int32Array.from({ length: set.total.train }, (_, i) => i)
  const runs: readonly Run[] = epoch === 0 ? set.runs : [{ start: 0, count: order.length }]
  for (const { start, count } of runs) {
    for (let i = count - 1; i > 0; i--) {
      const j = random.below(i + 1)
      const held = order[start + i]
      order[start + i] = order[start + j]
      order[start + j] = held
    }
  }
  return order
}

interface FilledBatch extends LabelledBatch {
  put(i: number, image: Labelled, set: ImageSet, placement?: Placement): void
}

/** One batch that is used again; laid out anew when its size changes. */
function createBatches(input: InputSpec): (count: number) => FilledBatch {
  let batch: FilledBatch | null = null
  return (count) => {
    if (batch?.labels.length !== count) batch = allocateBatch(count, input)
    return batch
  }
}

function allocateBatch(count: number, input: InputSpec): FilledBatch {
  const { c, h, w } = input
  const data = new Float32Array(count * size(input))
  const labels = new Uint8Array(count)
  return {
    x: { shape: [count, c, h, w], data },
    labels,
    put(i, { pixels, label }, set, placement) {
      labels[i] = label
      fitPixels(pixels, set.shape, input, data, i * size(input), placement)
      normalise(data, input, i * size(input))
    },
  }
}

/** The pictures of a split that are here, in order, unshifted: for evaluation. The batch's arrays are used again. */
export function* batchesOf(
  set: ImageSet,
  split: Split,
  input: InputSpec,
  size: number,
  limit = Number.POSITIVE_INFINITY,
): Generator<LabelledBatch, void> {
  const batches = createBatches(input)
  let waiting: Labelled[] = []
  const fill = (): LabelledBatch => {
    const batch = batches(waiting.length)
    for (const [i, image] of waiting.entries()) batch.put(i, image, set)
    waiting = []
    return batch
  }
  let taken = 0
  for (let index = 0; index < set.total[split] && taken < limit; index++) {
    const image = set.image(split, index)
    if (image === null || image === 'missing') continue
    taken++
    if (waiting.push(image) === size) yield fill()
  }
  if (waiting.length > 0) yield fill()
}
