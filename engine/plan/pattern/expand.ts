import { SpecError } from '../../shape'
import { limits } from '../limits'
import { numeral } from '../numerals'
import type { Draft, Item, Letter } from './grammar'
import { patternError } from './problems'

/** What the letters of a pattern stand for. */
export interface Repeats {
  /** Convolutions before a pooling: N ≥ 0, usually up to 3. */
  readonly N?: number
  /** Stages, each ending with a pooling: M ≥ 0. */
  readonly M?: number
  /** Hidden fully connected layers: K ≥ 0, usually below 3. */
  readonly K?: number
  /** Whether what is marked with ? is there; default true. */
  readonly pool?: boolean
}

/** The layers one after another. Counts before it expands: [[[CONV*999]*999]*999 is refused, never built. */
export function expand(text: string, items: readonly Item[], repeats: Repeats): readonly Draft[] {
  const count = countLayers(text, items, repeats)
  if (count < 1) throw empty(text)
  if (count > limits.nodes.most) throw tooMany(text, count)
  return layersOf(text, items, repeats)
}

function countLayers(text: string, items: readonly Item[], repeats: Repeats): number {
  const counts = items.map((item) => {
    const times = timesOf(text, item, repeats)
    // What is not there is not counted: nothing times too many to count would be no number.
    return 'word' in item.of || times === 0 ? times : times * countLayers(text, item.of, repeats)
  })
  return counts.reduce((a, b) => a + b, 0)
}

function layersOf(text: string, items: readonly Item[], repeats: Repeats): readonly Draft[] {
  return items.flatMap((item) => {
    const times = timesOf(text, item, repeats)
    if (times === 0) return []
    const once = 'word' in item.of ? [item.of] : layersOf(text, item.of, repeats)
    return once.length === 0 ? [] : Array.from({ length: times }, () => once).flat()
  })
}

function timesOf(text: string, { optional, times, timesAt }: Item, repeats: Repeats): number {
  const value = typeof times === 'number' ? times : bound(text, timesAt, times, repeats[times])
  return optional && repeats.pool === false ? 0 : value
}

function bound(text: string, at: number, letter: Letter, value: number | undefined): number {
  if (value !== undefined && Number.isSafeInteger(value) && value >= 0) return value
  const shown = value === undefined ? null : String(value)
  throw patternError({
    code: value === undefined ? 'malformed' : 'out-of-range',
    text,
    at,
    found:
      shown === null
        ? { en: `the letter ${letter} without a number`, zh: `没有给出数值的字母 ${letter}` }
        : { en: `${letter} = ${shown}`, zh: `${letter} = ${shown}` },
    expected: { en: 'a whole number from 0', zh: '不小于 0 的整数' },
    advice: {
      en: `Give ${letter} a number, or write for example *2 in its place.`,
      zh: `请给 ${letter} 一个数值，或者直接写成 *2 之类。`,
    },
  })
}

const empty = (text: string): SpecError =>
  patternError({
    code: 'out-of-range',
    text,
    at: 0,
    found: { en: 'no layer, for everything is repeated 0 times', zh: '一层也没有（全部重复 0 次）' },
    expected: { en: 'at least one', zh: '至少一层' },
    advice: { en: 'INPUT → FC is the smallest network.', zh: '最小的网络是 INPUT → FC。' },
  })

function tooMany(text: string, count: number): SpecError {
  const { most } = limits.nodes
  const shown = Number.isFinite(count) ? numeral(count) : '∞'
  return new SpecError({
    code: 'too-large',
    values: { at: 0, count, limit: most, excerpt: text.slice(0, 24) },
    text: {
      en: `This pattern stands for ${shown} layers; a network may have up to ${numeral(most)}. Repeat less often.`,
      zh: `这个模式展开后有 ${shown} 层，网络最多只能有 ${numeral(most)} 层。请减少重复次数。`,
    },
  })
}
