/** Rosenblatt's perceptron of 1958: one unit with a step, which learns from its mistakes alone. */
import {
  type Example,
  moveAlong,
  ordersOf,
  startFrom,
  type UnitOptions,
  type UnitWeights,
  weightedSum,
} from './examples'

/** f(x): 1 where w · x + b ≥ 0, else 0. */
export const perceptron = (unit: UnitWeights, x: readonly number[]): 0 | 1 =>
  weightedSum(unit, x) < 0 ? 0 : 1

/** One mistake and what was learned from it. */
export interface PerceptronUpdate extends UnitWeights {
  readonly epoch: number // from 0
  readonly example: number // index among the examples
}

/** What it has learned, and the way there. */
export interface PerceptronRun extends UnitWeights {
  /** The weights after each update; between two of them nothing changes. */
  readonly history: readonly PerceptronUpdate[]
  /** Mistakes made in each epoch; the last is 0 where it converged. */
  readonly errors: readonly number[]
  /** An epoch went by without a mistake: all points are on their side. */
  readonly converged: boolean
}

/**
 * The perceptron rule, example by example: w ← w + α(t − ŷ)x, b ← b + α(t − ŷ). Where ŷ is right nothing moves. It ends with the
 * first epoch without a mistake, which comes if a line parts the points (Novikoff 1962), whatever α; else after `epochs`.
 *
 * `target` 0 or 1. Throws SpecError where there are no points or they differ in their count of numbers, and for
 * a rate or a count of epochs that is none.
 * Rosenblatt, The perceptron: a probabilistic model, Psychological Review 65 (1958).
 */
export function trainPerceptron(examples: readonly Example[], options: UnitOptions): PerceptronRun {
  let unit = startFrom(examples, options)
  const history: PerceptronUpdate[] = []
  const errors: number[] = []
  for (const order of ordersOf(examples.length, options)) {
    const before = history.length
    for (const example of order) {
      const { x, target } = examples[example]
      const error = target - perceptron(unit, x)
      if (error === 0) continue
      unit = moveAlong(unit, x, options.rate * error)
      history.push({ ...unit, epoch: errors.length, example })
    }
    errors.push(history.length - before)
    if (history.length === before) break
  }
  return { ...unit, history, errors, converged: errors.at(-1) === 0 }
}
