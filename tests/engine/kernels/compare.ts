import { expect } from 'vitest'
import type { Kernels } from '../../../engine/kernels/kernels'
import { reference } from '../../../engine/kernels/reference'
import type { Tensor } from '../../../engine/tensor'
import { absolute, asFloat64 } from './cases'

/** float32 against the reference in float64: 1e-5 of the sum of the terms' sizes. */
export function expectClose(found: Tensor, exact: Tensor, terms: Tensor, what: string): void {
  for (let i = 0; i < exact.data.length; i++) {
    const error = Math.abs(found.data[i] - exact.data[i])
    const allowed = 1e-5 * (1 + Math.abs(terms.data[i]))
    if (!(error <= allowed)) expect.fail(`${what}, number ${i}: ${found.data[i]} instead of ${exact.data[i]}`)
  }
}

/** Runs `pass` on float32 with `kernels`, on float64 with the reference, and on absolute values for the size of the terms. */
export function compare(
  kernels: Kernels,
  given: readonly Tensor[],
  before: Tensor,
  what: string,
  pass: (kernels: Kernels, given: readonly Tensor[], result: Tensor) => void,
): void {
  const found = { ...before, data: before.data.slice() }
  const exact = asFloat64(before)
  const terms = absolute(before)
  pass(kernels, given, found)
  pass(reference, given.map(asFloat64), exact)
  pass(reference, given.map(absolute), terms)
  expectClose(found, exact, terms, what)
}
