import { grouped } from '../engine/index'

/** Numbers whose size is not known beforehand: gradients, weights, a loss that runs away. */
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const power = (exponent: number): string =>
  `${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => raised[Number(digit)]).join('')}`

const scientific = (value: number, decimals: number): string => {
  const [digits, exponent] = value.toExponential(decimals).split('e')
  return `${digits.replace('-', '−')}·10${power(Number(exponent))}`
}

/** So many significant digits: 0.00412, −12.3, 3.07·10⁻⁶. */
export function formatSignificant(value: number, digits: number): string {
  if (value === 0) return '0'
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size < 1e-4 || size >= 1e6) return scientific(value, digits - 1)
  return value.toPrecision(digits).includes('e')
    ? String(Math.round(value)).replace('-', '−')
    : value.toPrecision(digits).replace('-', '−')
}

/** A loss in the room of a few digits: 2.30, 1,204, 2.47·10⁷. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss) || loss >= 1e6) return formatSignificant(loss, 3)
  return loss < 100 ? loss.toFixed(2) : grouped(loss)
}
