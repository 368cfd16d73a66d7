import { formatFixed } from '../format'

/** Two decimals. In a tight cell the leading zero goes (.14), and beyond 9.99 so do decimals: four characters hold it. */
export function formatCell(value: number, tight = false): string {
  if (!tight) return formatFixed(value, Math.abs(value) < 99.995 ? 2 : 1)
  if (Math.abs(value) >= 9.995) return formatFixed(value, Math.abs(value) < 99.95 ? 1 : 0)
  return formatFixed(value, 2).replace(/^(−?)0(?=\.)/, '$1')
}
