import type { LossName } from '../plan/losses'
import { indexOfLargest } from '../plan/scores'
import type { Tensor } from '../tensor'
import { lossOf, type Truth } from './losses'

/** How a network fares on pictures with labels. */
export interface Verdict {
  /** 0 … 1, of the pictures judged. */
  readonly accuracy: number
  /** Mean over the pictures, of the loss that the network is trained with. */
  readonly loss: number
  readonly count: number
  /** [true class][class of the largest score], of images with a label; empty for more than `MOST_CLASSES`. */
  readonly confusion: readonly (readonly number[])[]
}

/** Sums up how scores fare against labels, batch after batch. */
export interface Tally {
  add(scores: Tensor, truth: Truth): void
  readonly count: number
  verdict(): Verdict
}

/** Of a table of classes²: of 65,536 it would take 32 GiB, and nobody could read it. */
const MOST_CLASSES = 1000

export function createTally(classes: number, name: LossName): Tally {
  const rows = classes <= MOST_CLASSES ? classes : 0
  const confusion = Array.from({ length: rows }, () => new Array<number>(classes).fill(0))
  let count = 0
  let correct = 0
  let loss = 0
  return {
    add(scores, truth) {
      const { labels = [] } = truth
      const n = scores.shape[0]
      const result = lossOf(name, scores, truth)
      for (let i = 0; i < n; i++) {
        const row: number[] | undefined = confusion[labels[i]]
        if (row) row[indexOfLargest(scores.data, i * classes, classes)]++
      }
      correct += result.correct
      loss += result.loss * n
      count += n
    },
    get count() {
      return count
    },
    verdict: () => ({
      accuracy: count > 0 ? correct / count : 0,
      loss: count > 0 ? loss / count : 0,
      count,
      confusion,
    }),
  }
}
