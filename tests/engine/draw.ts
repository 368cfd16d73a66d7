/** Random sizes and numbers, small enough to be quick. */
import type { Random } from '../../engine/random'
import type { Tensor } from '../../engine/tensor'
import { randomTensor } from './kernels/cases'

export const between = (random: Random, from: number, to: number): number =>
  from + random.below(to - from + 1)

/** Normal numbers that float32 holds. */
export const drawTensor = (random: Random, ...shape: readonly number[]): Tensor =>
  randomTensor(shape, random, 'float64')

/** A batch of small volumes. */
export const drawImages = (random: Random): Tensor =>
  drawTensor(
    random,
    between(random, 1, 3),
    between(random, 1, 6),
    between(random, 1, 6),
    between(random, 1, 6),
  )
