/** Numbers inside the engine's sentences and formulas: thousands commas, true minus; the same in both languages. */
export function numeral(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−')
}

/** Beyond 2^53 a double no longer holds every integer: written digit by digit, the last ones would be made up. */
export const isBeyondCounting = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 1.13·10¹⁸: three significant digits of a number from 1 on. */
export function inPowersOfTen(value: number): string {
  const [digits, exponent] = value.toExponential(2).split('e+')
  const raised = [...exponent].map((digit) => RAISED[Number(digit)]).join('')
  return `${digits.replace('-', '−')}·10${raised}`
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

/** 2.333…, 4.5, 54.25: at most three decimals, cut off rather than rounded, with an ellipsis where more would follow. */
export function fraction(value: number): string {
  const cut = Math.trunc(value * 1000 + Math.sign(value) * 1e-9) / 1000
  const digits = numeral(cut)
  return Math.abs(value - cut) > 1e-9 ? `${cut === Math.trunc(cut) ? cut.toFixed(3) : digits}…` : digits
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
