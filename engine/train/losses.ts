import { isRecord } from '../is-record'
import type { LossName } from '../plan/losses'
import { indexOfLargest } from '../plan/scores'
import { SpecError } from '../shape'
import { show } from '../show'
import { lengthOf, type Tensor, zeros } from '../tensor'

/** A loss, and where it leads. */
export interface Loss {
  /** Mean over the images. */
  readonly loss: number
  /** Gradient of the mean loss, `[n][classes][1][1]` like the scores. */
  readonly dScores: Tensor
}

/** With what a tally wants to know beside it. */
export interface JudgedLoss extends Loss {
  /** Images whose largest score is the label's. */
  readonly correct: number
}

/** What scores are held against. */
export interface Truth {
  readonly labels?: ArrayLike<number>
  /** Of the squared error, where they are not the labels as one-hot vectors (1 for the true class, 0 elsewhere). */
  readonly targets?: Tensor
}

/** The loss of a trainer by its name. `into`: where dScores goes, for the sake of not allocating. */
export function lossOf(
  name: LossName,
  scores: Tensor,
  { labels = [], targets }: Truth,
  into?: Tensor,
): JudgedLoss {
  const result = lossBy(name, scores, labels, targets, into)
  return { ...result, correct: countCorrect(scores, labels) }
}

function lossBy(
  name: LossName,
  scores: Tensor,
  labels: ArrayLike<number>,
  targets: Tensor | undefined,
  into: Tensor | undefined,
): Loss {
  switch (name) {
    case 'crossEntropy':
      return softmaxCrossEntropy(scores, labels, into)
    case 'hinge':
      return hinge(scores, labels, into)
    case 'squaredError':
      return targets ? squaredError(scores, targets, into) : squaredErrorOfLabels(scores, labels, into)
    default:
      throw new RangeError(`no loss '${name satisfies never}'`)
  }
}

/**
 * −ln of the softmax share of the true class. The largest score is taken off first, so that no exponential overflows and
 * the sum is at least 1. `scores`: `[n][classes][1][1]`, before the softmax; `labels`: the true class of each image, from 0.
 * `into`: where dScores is written; else a new tensor in the precision of the scores. Natural logarithms. Throws SpecError for a class that
 * has no score, and for scores that are not all there.
 */
export function softmaxCrossEntropy(scores: Tensor, labels: ArrayLike<number>, into?: Tensor): Loss {
  const { n, classes, dScores } = measured(scores, into)
  let total = 0
  for (let image = 0; image < n; image++) {
    const label = checkLabel(labels[image], classes)
    const at = image * classes
    const largest = scores.data[at + indexOfLargest(scores.data, at, classes)]
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(scores.data[at + k] - largest)
    for (let k = 0; k < classes; k++) {
      const share = Math.exp(scores.data[at + k] - largest) / sum
      dScores.data[at + k] = (share - (k === label ? 1 : 0)) / n
    }
    total += Math.log(sum) - (scores.data[at + label] - largest)
  }
  return { loss: total / n, dScores }
}

/**
 * Σ_{j ≠ y} max(0, s_j − s_y + 1): each other class is to stay 1 below the true one (Weston & Watkins 1999). Shapes and errors as
 * of `softmaxCrossEntropy`. At the kink itself the gradient is 0.
 */
export function hinge(scores: Tensor, labels: ArrayLike<number>, into?: Tensor): Loss {
  const { n, classes, dScores } = measured(scores, into)
  let total = 0
  for (let image = 0; image < n; image++) {
    const label = checkLabel(labels[image], classes)
    const at = image * classes
    let violations = 0
    for (let k = 0; k < classes; k++) {
      const margin = k === label ? 0 : scores.data[at + k] - scores.data[at + label] + 1
      // What is not finite must reach the loss, so that the step is refused.
      const inside = margin <= 0 && Number.isFinite(margin)
      if (!inside) {
        total += margin
        violations++
      }
      dScores.data[at + k] = inside ? 0 : 1 / n
    }
    dScores.data[at + label] = violations === 0 ? 0 : -violations / n
  }
  return { loss: total / n, dScores }
}

/**
 * ½Σ(y − t)², the mean over the images. `targets`: as many numbers as y, image by image (of a label: 1 for its class, 0 for the
 * others). Throws SpecError where they are not.
 */
export function squaredError(y: Tensor, targets: Tensor, into?: Tensor): Loss {
  const { n, classes, dScores } = measured(y, into)
  checkTargets(y, targets)
  let total = 0
  for (let i = 0; i < n * classes; i++) {
    const difference = y.data[i] - targets.data[i]
    total += difference * difference
    dScores.data[i] = difference / n
  }
  return { loss: total / (2 * n), dScores }
}

/** The same for one-hot targets, which are not written out. */
function squaredErrorOfLabels(scores: Tensor, labels: ArrayLike<number>, into?: Tensor): Loss {
  const { n, classes, dScores } = measured(scores, into)
  let total = 0
  for (let image = 0; image < n; image++) {
    const label = checkLabel(labels[image], classes)
    for (let k = 0; k < classes; k++) {
      const i = image * classes + k
      const difference = scores.data[i] - (k === label ? 1 : 0)
      total += difference * difference
      dScores.data[i] = difference / n
    }
  }
  return { loss: total / (2 * n), dScores }
}

function countCorrect(scores: Tensor, labels: ArrayLike<number>): number {
  const n = scores.shape[0]
  const classes = lengthOf(scores.shape) / n
  let correct = 0
  for (let image = 0; image < n; image++)
    if (indexOfLargest(scores.data, image * classes, classes) === labels[image]) correct++
  return correct
}

function measured(scores: Tensor, into?: Tensor): { n: number; classes: number; dScores: Tensor } {
  const n = scores.shape[0]
  const expected = lengthOf(scores.shape)
  if (!(n >= 1) || scores.data.length < expected) throw notWhole(scores.shape, scores.data.length)
  const precision = scores.data instanceof Float64Array ? 'float64' : 'float32'
  return { n, classes: lengthOf(scores.shape) / n, dScores: into ?? zeros(scores.shape, precision) }
}

const notWhole = (shape: readonly number[], found: number): SpecError =>
  new SpecError({
    code: 'wrong-inputs',
    values: { shape: shape.join('×'), found },
    text: {
      en: `Scores of ${shape.join('×')} were given with ${found} numbers; there have to be at least one image and all of its scores.`,
      zh: `得分的形状是 ${shape.join('×')}，却给了 ${found} 个数；至少要有一张图，且得分齐全。`,
    },
  })

/** Throws SpecError where an image has no label, or one without a score. */
export function checkLabels(labels: ArrayLike<number>, images: number, classes: number): void {
  for (let image = 0; image < images; image++) checkLabel(labels[image], classes)
}

function checkLabel(label: number, classes: number): number {
  if (Number.isInteger(label) && label >= 0 && label < classes) return label
  throw new SpecError({
    code: 'out-of-range',
    values: { label: show(label), classes },
    text: {
      en: `Class ${show(label)} was given to a network with ${classes} scores: each image needs one from 0 to ${classes - 1}.`,
      zh: `给出的类别是 ${show(label)}，而网络有 ${classes} 个得分：每张图需要一个 0 到 ${classes - 1} 之间的类别。`,
    },
  })
}

/** Labels, most likely, as the other losses take them. */
const notTargets = (shape: readonly number[]): SpecError =>
  new SpecError({
    code: 'wrong-inputs',
    values: { expected: shape.join('×') },
    text: {
      en: `The squared error was given a list; it takes targets as a tensor of ${shape.join('×')}, one for each output: of a label, 1 for its class and 0 for the others.`,
      zh: `平方误差收到的是一个列表；它需要形状为 ${shape.join('×')} 的目标值张量，每个输出一个：如果是类别标签，该类别写 1，其余写 0。`,
    },
  })

function checkTargets(y: Tensor, targets: Tensor): void {
  const expected = lengthOf(y.shape)
  if (!isRecord(targets) || !Array.isArray(targets.shape)) throw notTargets(y.shape)
  const found = Math.min(lengthOf(targets.shape), targets.data.length)
  if (found === expected && targets.shape[0] === y.shape[0]) return
  throw new SpecError({
    code: 'wrong-inputs',
    values: { found, expected },
    text: {
      en: `${found} targets were given for ${expected} outputs; each output needs one.`,
      zh: `给出了 ${found} 个目标值，而输出有 ${expected} 个；每个输出需要一个目标值。`,
    },
  })
}
