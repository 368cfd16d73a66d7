/**
 * Do the digits on screen add up? Parts and total are rounded one by one, so their shown digits may miss the shown total
 * by one in the last place; then the page writes ≈ instead of =. Counted in whole last digits, so that 0.1 + 0.2 is 0.3.
 */
const lastDigits = (value: number, decimals: number): number =>
  Math.round(Number(value.toFixed(decimals)) * 10 ** decimals)

export function addsUp(parts: readonly number[], total: number, decimals: number): boolean {
  const sum = parts.reduce((digits, part) => digits + lastDigits(part, decimals), 0)
  return sum === lastDigits(total, decimals)
}

/** Whether two numbers are written alike. */
export const sameDigits = (a: number, b: number, decimals: number): boolean =>
  lastDigits(a, decimals) === lastDigits(b, decimals)

/** The number that is on screen: what a reader with a calculator begins with. */
export const asShown = (value: number, decimals: number): number => Number(value.toFixed(decimals))

export const equalsSign = (agrees: boolean): '=' | '≈' => (agrees ? '=' : '≈')

/** Of several channels the one that contributes most, whichever its sign. */
export function strongest(sums: readonly number[]): number {
  let best = 0
  sums.forEach((sum, i) => {
    if (Math.abs(sum) > Math.abs(sums[best])) best = i
  })
  return best
}
