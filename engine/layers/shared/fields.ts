/**
 * Reading one layer out of strangers' JSON: only fields that are known, only numbers in range, only own properties.
 * What is written stays as it is (a number stays a number, a pair a pair), so that a spec survives the round trip.
 */
import { limits, type Range } from '../../plan/limits'
import { numeral } from '../../plan/numerals'
import { type Rounding, SpecError, type SpecErrorCode } from '../../shape'
import { show } from '../../show'
import type { Text } from '../../text'

export type Raw = Readonly<Record<string, unknown>>
/** One number for both axes, or `[h, w]`. */
export type PairOrNumber = number | readonly [number, number]
/** Cells at `[top, left, bottom, right]`. */
export type Sides = readonly [number, number, number, number]
/** Cells on all sides, above and below and left and right `[h, w]`, or on each of four sides. */
export type Padding = PairOrNumber | Sides

/** The parts of a field's error: where, and what was found there. */
export function refuse(code: SpecErrorCode, path: string, found: unknown, text: Text): SpecError {
  return new SpecError({ code, values: { path, found: show(found) }, text })
}

export const own = (raw: Raw, field: string): unknown => (Object.hasOwn(raw, field) ? raw[field] : undefined)

export function checkFields(raw: Raw, known: readonly string[], path: string): void {
  const stranger = Object.keys(raw).find((key) => !known.includes(key))
  if (stranger === undefined) return
  throw refuse('unknown-field', `${path}.${stranger}`, own(raw, stranger), {
    en: `${path} has a field ${show(stranger)} that is not known here. Known are: ${known.join(', ')}.`,
    zh: `${path} 有一个不认识的字段 ${show(stranger)}。可用的字段：${known.join('、')}。`,
  })
}

export function checkInteger(found: unknown, { least, most }: Range, path: string): number {
  if (typeof found !== 'number' || Number.isNaN(found)) {
    throw refuse('not-a-number', path, found, {
      en: `${path} must be a whole number from ${numeral(least)} to ${numeral(most)}; found ${show(found)}.`,
      zh: `${path} 必须是 ${numeral(least)} 到 ${numeral(most)} 的整数，现在是 ${show(found)}。`,
    })
  }
  if (!Number.isInteger(found) || found < least || found > most) {
    throw refuse('out-of-range', path, found, {
      en: `${path} must be a whole number from ${numeral(least)} to ${numeral(most)}; found ${show(found)}.`,
      zh: `${path} 必须是 ${numeral(least)} 到 ${numeral(most)} 的整数，现在是 ${show(found)}。`,
    })
  }
  return found + 0 // −0 becomes 0
}

export function readInteger(raw: Raw, field: string, range: Range, path: string, otherwise?: number): number {
  const found = own(raw, field)
  if (found === undefined && otherwise !== undefined) return otherwise
  return checkInteger(found, range, `${path}.${field}`)
}

/** Any number in a range, both ends included. */
export function readNumber(
  raw: Raw,
  field: string,
  { least, most }: Range,
  path: string,
  otherwise?: number,
): number {
  const found = own(raw, field)
  if (found === undefined && otherwise !== undefined) return otherwise
  if (typeof found === 'number' && found >= least && found <= most) return found + 0 // −0 becomes 0
  const isNumber = typeof found === 'number' && !Number.isNaN(found)
  throw refuse(isNumber ? 'out-of-range' : 'not-a-number', `${path}.${field}`, found, {
    en: `${path}.${field} must be a number from ${numeral(least)} to ${numeral(most)}; found ${show(found)}.`,
    zh: `${path}.${field} 必须是 ${numeral(least)} 到 ${numeral(most)} 的数，现在是 ${show(found)}。`,
  })
}

/** A number, or `[h, w]`. */
export function readPair(
  raw: Raw,
  field: string,
  range: Range,
  path: string,
  otherwise?: PairOrNumber,
): PairOrNumber {
  const found = own(raw, field)
  if (found === undefined && otherwise !== undefined) return otherwise
  if (!Array.isArray(found)) return checkInteger(found, range, `${path}.${field}`)
  checkLength(found, 2, '[h, w]', `${path}.${field}`)
  return [
    checkInteger(found[0], range, `${path}.${field}[0]`),
    checkInteger(found[1], range, `${path}.${field}[1]`),
  ]
}

/** A number for all sides, `[h, w]` for above and below, left and right, or `[top, left, bottom, right]`. */
export function readPadding(raw: Raw, path: string): Padding {
  const found = own(raw, 'pad')
  if (found === undefined) return 0
  if (!Array.isArray(found)) return checkInteger(found, limits.P, `${path}.pad`)
  const side = (i: number): number => checkInteger(found[i], limits.P, `${path}.pad[${i}]`)
  if (found.length === 2) return [side(0), side(1)]
  checkLength(found, 4, '[h, w] or [top, left, bottom, right]', `${path}.pad`)
  return [side(0), side(1), side(2), side(3)]
}

function checkLength(found: readonly unknown[], length: number, form: string, path: string): void {
  if (found.length === length) return
  throw refuse('malformed', path, found, {
    en: `${path} must be one number or ${form}; found ${show(found)}.`,
    zh: `${path} 必须是一个数或 ${form}，现在是 ${show(found)}。`,
  })
}

export function readFlag(raw: Raw, field: string, path: string, otherwise: boolean): boolean {
  const found = own(raw, field)
  if (found === undefined) return otherwise
  if (typeof found === 'boolean') return found
  throw refuse('malformed', `${path}.${field}`, found, {
    en: `${path}.${field} must be true or false; found ${show(found)}.`,
    zh: `${path}.${field} 必须是 true 或 false，现在是 ${show(found)}。`,
  })
}

const ROUNDINGS: readonly Rounding[] = ['exact', 'floor', 'ceil']

export function readRounding(raw: Raw, path: string): Rounding {
  const found = own(raw, 'rounding')
  if (found === undefined) return 'exact'
  const rounding = ROUNDINGS.find((known) => known === found)
  if (rounding) return rounding
  throw refuse('out-of-range', `${path}.rounding`, found, {
    en: `${path}.rounding must be one of ${ROUNDINGS.join(', ')}; found ${show(found)}.`,
    zh: `${path}.rounding 只能是 ${ROUNDINGS.join('、')}，现在是 ${show(found)}。`,
  })
}
