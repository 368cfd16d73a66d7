import type { Numbers } from '../tensor'

export interface Statistics {
  readonly min: number
  readonly max: number
  /** 98.5th percentile of |value|: exact up to `SAMPLE` numbers, beyond that of a regular sample of about so many. */
  readonly spread: number
  /** Share of numbers above 0. */
  readonly active: number
}

const QUANTILE = 0.985
const SAMPLE = 4096
const scratch = new Float32Array(SAMPLE)

export function statisticsOf(values: Numbers): Statistics {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let above = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value < min) min = value
    if (value > max) max = value
    if (value > 0) above++
  }
  if (values.length === 0) return { min: 0, max: 0, spread: 0, active: 0 }
  return { min, max, spread: spreadOf(values), active: above / values.length }
}

function spreadOf(values: Numbers): number {
  // An odd stride does not fall into step with rows of even width.
  const stride = values.length <= SAMPLE ? 1 : Math.ceil(values.length / SAMPLE) | 1
  let n = 0
  for (let i = 0; i < values.length; i += stride) scratch[n++] = Math.abs(values[i])
  return select(scratch, n, Math.floor(QUANTILE * (n - 1)))
}

/** The k-th smallest of the first n numbers (Hoare's quickselect): reorders them. */
function select(numbers: Float32Array, n: number, k: number): number {
  let low = 0
  let high = n - 1
  while (low < high) {
    const pivot = numbers[(low + high) >> 1]
    let i = low
    let j = high
    while (i <= j) {
      while (numbers[i] < pivot) i++
      while (numbers[j] > pivot) j--
      if (i <= j) {
        const held = numbers[i]
        numbers[i++] = numbers[j]
        numbers[j--] = held
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return numbers[k]
}
