import type { LossName } from '../plan/losses'
import { indexOfLargest } from '../plan/scores'
import type { Tensor } from '../tensor'
import { lossOf } from './losses'

export interface Verdict {
  /** 0 … 1, of the pictures judged. */
  readonly accuracy: number
  /** Mean over the pictures, of the loss that the network is trained with. */
  readonly loss: number
  readonly count: number
  /** [true class][class of the largest score] */
  readonly confusion: readonly (readonly number[])[]
}

/** What scores are held against: see `lossOf`. */
type Judged = Parameters<typeof lossOf>[2]

/** Sums up how scores fare against labels, batch after batch. */
export interface Tally {
  add(scores: Tensor, given: Judged): void
  readonly count: number
  verdict(): Verdict
}

export function createTally(classes: number, name: LossName): Tally {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  let count = 0
  let correct = 0
  let loss = 0
  return {
    add(scores, given) {
      const { labels } = given
      const n = scores.shape[0]
      const result = lossOf(name, scores, given)
      for (let i = 0; i < n; i++) confusion[labels[i]][indexOfLargest(scores.data, i * classes, classes)]++
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
