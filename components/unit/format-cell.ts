import { formatFixed } from '../format'

/** The first digit and its power of ten: 3e−5, −2e22. */
const byPower = (value: number): string => value.toExponential(0).replaceAll('-', '−').replace('e+', 'e')

const small = (value: number): string => (Math.abs(value) >= 0.0005 ? formatFixed(value, 3) : byPower(value))

const TOO_LARGE = 99999.5 // six digits fit no cell

/**
 * Two decimals; where they would read 0.00 and the number is not 0, its first digit: 0.004, 3e−5. A value that ran away: 3e22.
 */
export function formatCell(value: number): string {
  if (!Number.isFinite(value)) return formatFixed(value, 2)
  if (Math.abs(value) >= TOO_LARGE) return byPower(value)
  if (value !== 0 && Math.abs(value) < 0.005) return small(value)
  return formatFixed(value, Math.abs(value) < 99.995 ? 2 : 1)
}

/**
 * In a cell of a wide table, four characters with their sign, so that neighbours never touch: two digits without the zero before
 * the point (−.77), ≈0 for what they would round away. The whole number is read out beneath the table.
 */
export function formatTight(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value)) return formatFixed(value, 0)
  if (size >= 999.5) return byPower(value)
  if (size >= 9.95) return formatFixed(value, 0)
  if (size >= 0.995) return formatFixed(value, 1)
  if (size >= 0.005) return formatFixed(value, 2).replace('0.', '.')
  return value === 0 ? '0' : '≈0'
}

/** A score in its cell: 6.53, −104.2, 3e22; a dash where it is no finite number. */
export function formatScore(score: number): string {
  if (!Number.isFinite(score)) return '–'
  const size = Math.abs(score)
  if (size >= TOO_LARGE) return byPower(score)
  return formatFixed(score, size < 99.995 ? 2 : size < 999.95 ? 1 : 0)
}
