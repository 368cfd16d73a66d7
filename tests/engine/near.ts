import { expect } from 'vitest'

/** Fails where a number is further from the exact one than 1e-9 of its size, or of 1 where it is smaller. */
export function expectNear(
  found: ArrayLike<number> | undefined,
  exact: ArrayLike<number>,
  what: string,
): void {
  expect(found?.length, what).toBe(exact.length)
  for (let i = 0; i < exact.length; i++) {
    const error = Math.abs((found?.[i] ?? Number.NaN) - exact[i])
    if (!(error <= 1e-9 * Math.max(1, Math.abs(exact[i]))))
      expect.fail(`${what}[${i}]: ${found?.[i]} instead of ${exact[i]}`)
  }
}
