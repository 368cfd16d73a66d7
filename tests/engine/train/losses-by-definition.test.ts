/** The losses once more, each from its formula, in float64. */
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../engine/random'
import type { Tensor } from '../../../engine/tensor'
import { hinge, type Loss, softmaxCrossEntropy, squaredError } from '../../../engine/train/losses'
import { cases } from '../../sample'
import { between, drawTensor } from '../draw'
import { expectNear } from '../near'

/** Of one image: the loss of its scores, and the slope by each of them. */
interface Definition {
  readonly loss: (s: number[], label: number, t: number[]) => number
  readonly slope: (s: number[], label: number, t: number[], j: number) => number
  readonly engine: (scores: Tensor, labels: number[], targets: Tensor) => Loss
}

const total = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)
const share = (s: number[], j: number): number => Math.exp(s[j]) / total(s.map(Math.exp))
const margin = (s: number[], y: number, j: number): number => (j === y ? 0 : Math.max(0, s[j] - s[y] + 1))

const definitions: Record<string, Definition> = {
  'cross-entropy': {
    loss: (s, y) => -Math.log(share(s, y)),
    slope: (s, y, _t, j) => share(s, j) - (j === y ? 1 : 0),
    engine: softmaxCrossEntropy,
  },
  hinge: {
    loss: (s, y) => total(s.map((_, j) => margin(s, y, j))),
    slope(s, y, _t, j) {
      const over = s.map((_, k) => (margin(s, y, k) > 0 ? 1 : 0))
      return j === y ? -total(over) : over[j]
    },
    engine: hinge,
  },
  'squared error': {
    loss: (s, _y, t) => total(s.map((score, j) => (score - t[j]) ** 2)) / 2,
    slope: (s, _y, t, j) => s[j] - t[j],
    engine: (scores, _labels, targets) => squaredError(scores, targets),
  },
}

describe.each(Object.entries(definitions))('%s', (_name, { loss, slope, engine }) => {
  test('is a mean over the images of what its definition says, and so is its gradient', () => {
    for (let seed = 0; seed < cases(100, 5000); seed++) {
      const random = createRandom(seed)
      const [images, classes] = [between(random, 1, 6), between(random, 1, 8)]
      const [scores, targets] = [0, 1].map(() => drawTensor(random, images, classes, 1, 1))
      const labels = Array.from({ length: images }, () => random.below(classes))
      const row = ({ data }: Tensor, n: number) => [...data.subarray(n * classes, (n + 1) * classes)]
      const losses = labels.map((label, n) => loss(row(scores, n), label, row(targets, n)))
      const slopes = labels.flatMap((label, n) =>
        row(scores, n).map((_, j) => slope(row(scores, n), label, row(targets, n), j) / images),
      )
      const found = engine(scores, labels, targets)
      expectNear([found.loss], [total(losses) / images], `loss, seed ${seed}`)
      expect(found.dScores.shape).toEqual(scores.shape)
      expectNear(found.dScores.data, slopes, `dScores, seed ${seed}`)
    }
  })
})
