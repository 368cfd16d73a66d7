import type { Text } from '../../engine/index'
import { formatNumber } from './format-number'

export interface NumberRange {
  readonly min: number
  readonly max: number
  /** 0: whole numbers only. Otherwise what is shown at least; any exact number may be typed. */
  readonly decimals: number
}

export type NumberRead =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: Text }

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const grouped = /^[+-]?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?$/

const raised = /[\u00b2\u00b3\u00b9\u2070-\u209f]/

/**
 * A number as people type it: also with the full-width digits, point and minus of a Chinese keyboard, a true minus and
 * thousands set apart by commas or spaces. null for anything else: 7 8 is not 78.
 */
export function parseNumber(typed: string): number | null {
  if (raised.test(typed)) return null // 12² is not 122
  const text = typed
    .normalize('NFKC') // １２．５ → 12.5, － → -, ， → ,
    .replace(/[−–]/g, '-')
    .replace(/。/g, '.') // what the point key gives in Chinese
    .trim()
  if (!plain.test(text) && !grouped.test(text)) return null
  const value = Number(text.replace(/[, ]/g, ''))
  return Number.isFinite(value) ? value : null
}

/** The number typed, or one sentence that says what is wanted instead. Never rounds and never clips silently. */
export function readNumber(typed: string, range: NumberRange): NumberRead {
  const value = parseNumber(typed)
  if (value === null) return { ok: false, problem: notANumber(typed.trim(), bounds(range)) }
  if (range.decimals === 0 && !Number.isInteger(value)) return { ok: false, problem: notWhole(bounds(range)) }
  if (value < range.min || value > range.max) return { ok: false, problem: outside(value, bounds(range)) }
  return { ok: true, value: value === 0 ? 0 : value } // no −0
}

function bounds({ min, max }: NumberRange): Text {
  const [a, b] = [formatNumber(min, 0), formatNumber(max, 0)]
  return { en: `from ${a} to ${b}`, zh: `${a} 到 ${b}` }
}

function notANumber(typed: string, { en, zh }: Text): Text {
  if (typed === '') return { en: `Type a number ${en}.`, zh: `请输入 ${zh} 之间的数。` }
  const shown = typed.length > 12 ? `${typed.slice(0, 12)}…` : typed
  return {
    en: `“${shown}” is not a number. Type one ${en}.`,
    zh: `“${shown}”不是数字，请输入 ${zh} 之间的数。`,
  }
}

const notWhole = ({ en, zh }: Text): Text => ({
  en: `Type a whole number ${en}.`,
  zh: `请输入 ${zh} 之间的整数。`,
})

function outside(value: number, { en, zh }: Text): Text {
  const shown = formatNumber(value, 0)
  return {
    en: `${shown} is out of range. Type a number ${en}.`,
    zh: `${shown} 超出范围，请输入 ${zh} 之间的数。`,
  }
}
