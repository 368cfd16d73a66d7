import { expect } from 'vitest'

/** An oracle adds float32 numbers in an order of its own. */
const TOLERANCE = 1e-5

/** Fails where a number is further from the oracle's than `TOLERANCE` of the largest one (of 1, where all are smaller). */
export function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  expect(found.length, what).toBe(expected.length)
  const largest = Math.max(1, ...Array.from(expected, Math.abs))
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(found[i] - expected[i]) / largest
    if (!(error < TOLERANCE)) expect.fail(`${what}[${i}]: ${found[i]}, the oracle ${expected[i]}`)
  }
}

/** Fails where a number is further from the oracle's than `TOLERANCE` of 1 and the sizes of its terms together. */
export function expectWithin(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  sizes: ArrayLike<number>,
  what: string,
): void {
  expect(found.length, what).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    const allowed = TOLERANCE * (1 + Math.abs(sizes[i]))
    if (!(Math.abs(found[i] - expected[i]) <= allowed))
      expect.fail(`${what}[${i}]: ${found[i]}, the oracle ${expected[i]}`)
  }
}
