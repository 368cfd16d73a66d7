import { checkRange, checkWhole } from '../plan/check-settings'
import { createRandom } from '../random'
import { SpecError } from '../shape'

/** A point and what is wanted of it. */
export interface Example {
  readonly x: readonly number[]
  readonly target: number
}

/** What one unit has learned: a weight for each number of x, and a bias. */
export interface UnitWeights {
  readonly weights: readonly number[]
  readonly bias: number
}

/** How one unit learns. */
export interface UnitOptions {
  /** α: how far one example moves the weights. */
  readonly rate: number
  /** Passes over the examples at most. */
  readonly epochs: number
  /** Where it starts; default: all zero. */
  readonly start?: UnitWeights
  /** Draws a new order for every epoch; without one, the examples come in the order given. */
  readonly seed?: number
}

/** w · x + b */
export const weightedSum = ({ weights, bias }: UnitWeights, x: readonly number[]): number =>
  weights.reduce((sum, w, i) => sum + w * x[i], bias)

/** w ← w + by·x, b ← b + by */
export const moveAlong = ({ weights, bias }: UnitWeights, x: readonly number[], by: number): UnitWeights => ({
  weights: weights.map((w, i) => w + by * x[i]),
  bias: bias + by,
})

/**
 * The first weights. Throws SpecError where there is no example, where points differ in their count of numbers, or for a rate or a
 * count of epochs that is none.
 */
export function startFrom(examples: readonly Example[], { start, rate, epochs }: UnitOptions): UnitWeights {
  checkRange('rate', rate, 0, Number.MAX_VALUE)
  checkWhole('epochs', epochs, 0, Number.MAX_SAFE_INTEGER)
  const inputs = start?.weights.length ?? examples[0]?.x.length ?? 0
  const misfit = examples.find(({ x }) => x.length !== inputs)
  if (examples.length === 0 || inputs === 0 || misfit) throw wrongPoints(misfit?.x.length ?? 0, inputs)
  return start ?? { weights: new Array<number>(inputs).fill(0), bias: 0 }
}

/** The order of each epoch: as given, or drawn anew each time (Fisher–Yates). */
export function* ordersOf(count: number, { epochs, seed }: UnitOptions): Generator<readonly number[], void> {
  const random = seed === undefined ? null : createRandom(seed)
  const order = Array.from({ length: count }, (_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = count - 1; random && i > 0; i--) {
      const j = random.below(i + 1)
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    yield order
  }
}

function wrongPoints(found: number, expected: number): SpecError {
  return new SpecError({
    code: 'wrong-inputs',
    values: { found, expected },
    text:
      found === 0
        ? {
            en: 'There is no point to learn from; give at least one.',
            zh: '没有可学习的点，请至少给出一个。',
          }
        : {
            en: `A point has ${found} numbers; the unit has ${expected} weights. All points need as many.`,
            zh: `有一个点含 ${found} 个数，而神经元有 ${expected} 个权重；每个点的个数都应相同。`,
          },
  })
}
