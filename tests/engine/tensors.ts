import { lengthOf, type Tensor } from '../../engine/tensor'

/** Small numbers with a shape, in float64. */
export function tensor(shape: readonly number[], numbers: readonly number[]): Tensor {
  if (numbers.length !== lengthOf(shape))
    throw new RangeError(`${numbers.length} numbers for ${shape.join('×')}`)
  return { shape, data: Float64Array.from(numbers) }
}

export const numbersOf = (t: Tensor | undefined): number[] => Array.from(t?.data ?? [])
