/** Numbers inside the engine's sentences and formulas: thousands commas, true minus; the same in both languages. */
export function numeral(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value !== 0 && Math.abs(value) < 1e-5) return raised(value.toExponential()) // 1·10⁻⁸
  return grouped(value, 6)
}

const MOST_DIGITS = 1e21 // from here on `toFixed` writes a power of ten

/**
 * 1234567.25 → 1,234,567.25: at most so many decimals, and at least so many. Not by Intl: its first formatter takes as long as the first network,
 * on the page and again in the worker.
 */
export function grouped(value: number, most = 0, least = 0): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  if (Math.abs(value) >= MOST_DIGITS) return raised(value.toExponential())
  const [whole, part = ''] = value.toFixed(most).split('.')
  const shown = part.replace(/0+$/, '').padEnd(least, '0')
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', '−') + (shown && `.${shown}`)
  return digits === '−0' ? '0' : digits
}

/** Beyond 2^53 a double no longer holds every integer: written digit by digit, the last ones would be made up. */
export const isBeyondCounting = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 1.13·10¹⁸: three significant digits, or one more than the decimals. */
export const inPowersOfTen = (value: number, decimals = 2): string => raised(value.toExponential(decimals))

const raise = (sign: string): string => (sign === '-' ? '⁻' : RAISED[Number(sign)])

/** 1.5e-8 → 1.5·10⁻⁸ */
function raised(exponential: string): string {
  const [digits, exponent] = exponential.split(/e\+?/)
  return `${digits.replace('-', '−')}·10${[...exponent].map(raise).join('')}`
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Bytes by 1024, three significant digits: 36.8 MiB. */
export function formatBytes(bytes: number): string {
  let unit = 0
  let value = bytes
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const decimals = unit === 0 ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0
  return `${value.toFixed(decimals)} ${UNITS[unit]}`
}

/** 4.5, 54.25, 2.333…, 3.090…: at most three decimals, cut off rather than rounded, with an ellipsis where more would follow. */
export function fraction(value: number): string {
  const thousandths = value * 1000
  const whole = Math.round(thousandths)
  if (Math.abs(thousandths - whole) < 1e-6) return grouped(whole / 1000, 3)
  return `${grouped(Math.trunc(thousandths) / 1000, 3, 3)}…`
}

/** 1 → "one pixel", 3 → "3 pixels". */
export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${numeral(count)} ${many}`

/** "7", "7 and 8", "7, 9 and 11", "7, 9, …, 15"; runs of neighbours as "7 to 10". */
export function listed(cells: readonly number[]): { en: string; zh: string } {
  const first = numeral(cells[0])
  const last = numeral(cells[cells.length - 1])
  if (cells.length === 1) return { en: first, zh: first }
  if (cells.length === 2) return { en: `${first} and ${last}`, zh: `${first} 和 ${last}` }
  if (cells.every((cell, i) => cell === cells[0] + i)) {
    return { en: `${first} to ${last}`, zh: `${first} 到 ${last}` }
  }
  const second = numeral(cells[1])
  if (cells.length > 3)
    return { en: `${first}, ${second}, …, ${last}`, zh: `${first}、${second}、……、${last}` }
  return { en: `${first}, ${second} and ${last}`, zh: `${first}、${second} 和 ${last}` }
}
