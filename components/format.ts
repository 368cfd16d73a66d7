import { grouped, inPowersOfTen, isBeyondCounting } from '../engine/index'

/** Numbers as people read them: true minus, thousands comma, tabular width. The same in both languages. */
const trueMinus = (digits: string): string => digits.replace('-', '−')

/** Fixed decimals; −0.00 is written 0.00, since a sign that the shown digits do not have is noise. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const digits = value.toFixed(decimals)
  return trueMinus(Number(digits) === 0 ? digits.replace('-', '') : digits)
}

/** Whole numbers with thousands commas: 105,705,600; about 1.13·10¹⁸ where a double no longer holds every digit. */
export const formatCount = (value: number): string =>
  isBeyondCounting(value) ? `≈ ${inPowersOfTen(value)}` : grouped(value)

/** 0.944 → "94.4%". */
export const formatPercent = (share: number, decimals = 1): string => `${formatFixed(share * 100, decimals)}%`

/** Bytes by 1024, as the engine's own accounts write them. */
export { formatBytes } from '../engine/index'

/** 4,033×4,033×96: width × height × channels, as the field writes it. */
export const formatVolume = ({ c, h, w }: { c: number; h: number; w: number }): string =>
  [w, h, c].map(formatCount).join('×')

/** 12.3, 1.23, 0.12, 0.045, 0.0045: a time that two decimals would round away keeps its first two digits. */
export function formatMilliseconds(time: number): string {
  if (time >= 0.1 || time === 0) return formatFixed(time, time < 10 ? 2 : 1)
  return formatFixed(time, 1 - Math.floor(Math.log10(time)))
}
