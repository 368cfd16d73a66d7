/** Three digits that count. */
export function digits(value: number): string {
  if (Math.abs(value) >= 99.95 || value === 0) return value.toFixed(0)
  return value.toFixed(Math.abs(value) >= 9.995 ? 1 : Math.abs(value) >= 0.9995 ? 2 : 3)
}
