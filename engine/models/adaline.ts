/** Widrow and Hoff's Adaline of 1960: a linear unit that follows the slope of its squared error. */
import { checkName } from '../plan/check-settings'
import {
  type Example,
  moveAlong,
  ordersOf,
  startFrom,
  type UnitOptions,
  type UnitWeights,
  weightedSum,
} from './examples'

/** The unit's own output, w · x + b, from which it learns. */
export const adaline = weightedSum

/** How an Adaline learns. */
export interface AdalineOptions extends UnitOptions {
  /** `online`: after each example, as Adaline did; `batch`: once per epoch, along the mean over all examples. */
  readonly mode: 'online' | 'batch'
}

/** What it has learned, and the way there. */
export interface AdalineRun extends UnitWeights {
  /** The weights after each update. */
  readonly history: readonly UnitWeights[]
  /** Mean of ½(t − y)² over the examples, after each epoch. */
  readonly losses: readonly number[]
}

/**
 * The delta rule: w ← w + α(t − y)x, b ← b + α(t − y), where y = w · x + b is not yet cut at a threshold. In batch mode the same
 * as a mean over the examples: the slope of the mean of ½(t − y)². It moves for right points too, and stops at the least squared
 * error, whether a line parts the points or not; with too large a rate it runs away (losses grow without bound).
 *
 * Any numbers are targets; Adaline's were −1 and 1. Throws SpecError as `trainPerceptron` does, and for an unknown mode.
 * Widrow & Hoff, Adaptive switching circuits, IRE WESCON Convention Record 4 (1960).
 */
export function trainAdaline(examples: readonly Example[], options: AdalineOptions): AdalineRun {
  let unit = startFrom(examples, options)
  checkName({ en: 'mode', zh: '模式' }, options.mode, ['online', 'batch'])
  const history: UnitWeights[] = []
  const losses: number[] = []
  const share = options.mode === 'batch' ? options.rate / examples.length : options.rate
  for (const order of ordersOf(examples.length, options)) {
    // In batch mode all errors are those of the weights that the epoch began with.
    const first = unit
    for (const example of order) {
      const { x, target } = examples[example]
      const judged = options.mode === 'batch' ? first : unit
      unit = moveAlong(unit, x, share * (target - adaline(judged, x)))
      if (options.mode === 'online') history.push(unit)
    }
    if (options.mode === 'batch') history.push(unit)
    losses.push(meanSquaredError(unit, examples))
  }
  return { ...unit, history, losses }
}

function meanSquaredError(unit: UnitWeights, examples: readonly Example[]): number {
  const squares = examples.reduce((sum, { x, target }) => sum + (target - adaline(unit, x)) ** 2, 0)
  return squares / (2 * examples.length)
}
