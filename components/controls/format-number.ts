/** The shortest exact digits, at least `decimals` after the point: 0.9 → "0.90", 0.00015 → "0.00015". True minus. */
export function formatNumber(value: number, decimals: number): string {
  const fixed = value.toFixed(decimals)
  const digits = Number(fixed) === value ? fixed : String(value)
  return digits.replace(/^-/, '−')
}
