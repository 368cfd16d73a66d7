import { numeral } from './plan/numerals'

/** What was found, short enough for a sentence, however large or deep it is. */
export function show(found: unknown): string {
  if (!Array.isArray(found)) return showOne(found)
  if (found.length > 8) return `[${numeral(found.length)} …]`
  return `[${Array.from(found, (item) => (Array.isArray(item) ? '[…]' : showOne(item))).join(', ')}]`
}

function showOne(found: unknown): string {
  if (typeof found === 'number') return numeral(found)
  if (typeof found === 'string') return `"${found.length > 24 ? `${found.slice(0, 24)}…` : found}"`
  if (found === undefined) return '—'
  if (found === null || typeof found === 'boolean') return String(found)
  return typeof found === 'object' ? '{…}' : typeof found
}
