import { indexOfLargest } from '../plan/scores'
import { SpecError } from '../shape'
import { type Tensor, zeros } from '../tensor'

export type LossName = 'crossEntropy'

export interface Loss {
  /** Mean over the images. */
  readonly loss: number
  /** Gradient of the mean loss. */
  readonly dScores: Tensor
  /** Images whose largest score is the label's. */
  readonly correct: number
}

/**
 * −ln of the softmax share of the true class. The largest score is taken off first, so that no exponential overflows and
 * the sum is at least 1. `into`: where dScores goes, for the sake of not allocating.
 */
export function softmaxCrossEntropy(scores: Tensor, labels: ArrayLike<number>, into?: Tensor): Loss {
  const n = scores.shape[0]
  const classes = scores.data.length / n
  const dScores = into ?? zeros(scores.shape, scores.data instanceof Float64Array ? 'float64' : 'float32')
  let total = 0
  let correct = 0
  for (let image = 0; image < n; image++) {
    const label = checkLabel(labels[image], classes)
    const at = image * classes
    const winner = indexOfLargest(scores.data, at, classes)
    const largest = scores.data[at + winner]
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(scores.data[at + k] - largest)
    for (let k = 0; k < classes; k++) {
      const share = Math.exp(scores.data[at + k] - largest) / sum
      dScores.data[at + k] = (share - (k === label ? 1 : 0)) / n
    }
    total += Math.log(sum) - (scores.data[at + label] - largest)
    if (winner === label) correct++
  }
  return { loss: total / n, dScores, correct }
}

function checkLabel(label: number, classes: number): number {
  if (Number.isInteger(label) && label >= 0 && label < classes) return label
  throw new SpecError({
    code: 'out-of-range',
    values: { label, classes },
    text: {
      en: `Class ${label} was given to a network with ${classes} scores.`,
      zh: `给出的类别是 ${label}，而网络只有 ${classes} 个得分。`,
    },
  })
}
