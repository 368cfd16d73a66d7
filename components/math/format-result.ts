import { formatCount } from '../format'

const withCommas = (value: number, least: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 3, minimumFractionDigits: least }).replace('-', '−')

/** A result with at most three decimals; cut, not rounded, where an ellipsis promises that more digits follow. */
export function formatResult(value: number): string {
  if (!Number.isFinite(value)) return '?'
  if (Number.isInteger(value)) return formatCount(value)
  const thousandths = value * 1000
  const whole = Math.round(thousandths)
  if (Math.abs(thousandths - whole) < 1e-6) return withCommas(whole / 1000, 0) // 54.25: nothing follows
  return `${withCommas(Math.trunc(thousandths) / 1000, 3)}…`
}
