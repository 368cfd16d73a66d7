import { formatFixed } from '../format'

/** The first digit and its power of ten: 3e−5, −2e22. */
const byPower = (value: number): string => value.toExponential(0).replaceAll('-', '−').replace('e+', 'e')

const small = (value: number): string => (Math.abs(value) >= 0.0005 ? formatFixed(value, 3) : byPower(value))

const TOO_LARGE = 99999.5 // six digits fit no cell

/**
 * Two decimals; where they would read 0.00 and the number is not 0, its first digit: 0.004, 3e−5. In a tight cell decimals
 * go beyond 9.99, so that five characters hold it. A value that ran away: 3e22.
 */
export function formatCell(value: number, tight = false): string {
  if (!Number.isFinite(value)) return formatFixed(value, 2)
  if (Math.abs(value) >= TOO_LARGE) return byPower(value)
  if (value !== 0 && Math.abs(value) < 0.005) return small(value)
  if (!tight) return formatFixed(value, Math.abs(value) < 99.995 ? 2 : 1)
  if (Math.abs(value) >= 9.995) return formatFixed(value, Math.abs(value) < 99.95 ? 1 : 0)
  return formatFixed(value, 2)
}

/** A score in its cell: 6.53, −104.2, 3e22; a dash where it is no finite number. */
export function formatScore(score: number): string {
  if (!Number.isFinite(score)) return '–'
  const size = Math.abs(score)
  if (size >= TOO_LARGE) return byPower(score)
  return formatFixed(score, size < 99.995 ? 2 : size < 999.95 ? 1 : 0)
}
