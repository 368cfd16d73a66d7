import { formatFixed } from '../format'

const small = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 0.0005) return formatFixed(value, 3)
  const [digit, exponent] = value.toExponential(0).split('e')
  return `${digit.replace('-', '−')}e${exponent.replace('-', '−')}`
}

/**
 * Two decimals; where they would read 0.00 and the number is not 0, its first digit: 0.004, 3e−5. In a tight cell decimals
 * go beyond 9.99, so that five characters hold it.
 */
export function formatCell(value: number, tight = false): string {
  if (!Number.isFinite(value)) return formatFixed(value, 2)
  if (value !== 0 && Math.abs(value) < 0.005) return small(value)
  if (!tight) return formatFixed(value, Math.abs(value) < 99.995 ? 2 : 1)
  if (Math.abs(value) >= 9.995) return formatFixed(value, Math.abs(value) < 99.95 ? 1 : 0)
  return formatFixed(value, 2)
}
