/** Numbers whose size is not known beforehand: gradients, weights, a loss that runs away. */
import { grouped, inPowersOfTen } from '../engine/index'

/** So many significant digits: 0.00412, −12.3, 3.07·10⁻⁶. */
export function formatSignificant(value: number, digits: number): string {
  if (value === 0) return '0'
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size < 1e-4 || size >= 1e6) return inPowersOfTen(value, digits - 1)
  return value.toPrecision(digits).includes('e')
    ? String(Math.round(value)).replace('-', '−')
    : value.toPrecision(digits).replace('-', '−')
}

/** A loss in the room of a few digits: 2.30, 1,204, 2.47·10⁷. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss) || loss >= 1e6) return formatSignificant(loss, 3)
  return loss < 100 ? loss.toFixed(2) : grouped(loss)
}
