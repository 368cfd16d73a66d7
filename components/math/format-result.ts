import { fraction } from '../../engine/index'
import { formatCount } from '../format'

/** A result with at most three decimals; cut, not rounded, where an ellipsis promises that more digits follow. */
export function formatResult(value: number): string {
  if (!Number.isFinite(value)) return '?'
  return Number.isInteger(value) ? formatCount(value) : fraction(value)
}
