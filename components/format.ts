/** Numbers as people read them: true minus, thousands comma, tabular width. The same in both languages. */
const trueMinus = (digits: string): string => digits.replace('-', '−')

/** Fixed decimals; −0.00 is written 0.00, since a sign that the shown digits do not have is noise. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const digits = value.toFixed(decimals)
  return trueMinus(Number(digits) === 0 ? digits.replace('-', '') : digits)
}

// Made once: to make one for each number costs more than to paint a map.
const thousands = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Whole numbers with thousands commas: 105,705,600. */
export const formatCount = (value: number): string => trueMinus(thousands.format(value))

/** 0.944 → "94.4%". */
export const formatPercent = (share: number, decimals = 1): string => `${formatFixed(share * 100, decimals)}%`

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

/** 32×32×3: width × height × channels, as the field writes it. */
export const formatVolume = ({ c, h, w }: { c: number; h: number; w: number }): string =>
  `${w}×${h}×${formatCount(c)}`
