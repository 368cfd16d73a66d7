import type { Axis, Fix } from '../shape'
import { limits } from './limits'
import { countWindows, span } from './windows'

/** Settings are tried up to this far from what was asked: as far as F, S and P can go at all. */
const FARTHEST = 64

/** In the order of least harm: padding loses nothing, another input is another picture. */
const SYMBOLS = ['P', 'S', 'F', 'W'] as const

/**
 * For each symbol the nearest value with which the setting fits exactly, all else unchanged. Every fix is tried before
 * it is offered. `beside`: the other axis of the same window, which must fit as well where it shares the number.
 */
export function findFixes(axis: Axis, beside: Axis | null = null): Fix[] {
  const fixes = SYMBOLS.flatMap((symbol) => {
    const fix = nearest(axis, symbol, beside)
    if (!fix) return []
    // Of the widths also the nearest larger one: a picture can be padded or scaled up as well as cropped.
    const larger = symbol === 'W' && fix.value < axis.n ? nearestLarger(axis) : null
    return larger ? [fix, larger] : [fix]
  })
  if (fixes.some(({ symbol }) => symbol !== 'W')) return fixes
  // Another width is the business of whoever makes the input: the window's own numbers are offered as well.
  const offered = [...fixes, ...findPairs(axis, beside)]
  // What breaks the other axis comes last: that one has repairs of its own.
  return offered.length > 0 || !beside ? offered : findFixes(axis)
}

/** The axis with one of its numbers replaced. P means the same padding at both ends. */
export function withValue(axis: Axis, symbol: Fix['symbol'], value: number): Axis {
  if (symbol === 'P') return { ...axis, before: value, after: value }
  return { ...axis, [{ S: 's', F: 'f', W: 'n' }[symbol]]: value }
}

function numberOf(axis: Axis, symbol: Fix['symbol']): number {
  return { P: Math.max(axis.before, axis.after), S: axis.s, F: axis.f, W: axis.n }[symbol]
}

const shares = (a: Axis, b: Axis, symbol: Fix['symbol']): boolean =>
  ({ P: a.before === b.before && a.after === b.after, S: a.s === b.s, F: a.f === b.f, W: false })[symbol]

function nearest(
  axis: Axis,
  symbol: Fix['symbol'],
  beside: Axis | null = null,
  outOf = exactOut,
): Fix | null {
  const both = beside && shares(axis, beside, symbol) ? beside : null
  const now = numberOf(axis, symbol)
  const { least, most } = limits[symbol]
  for (const value of candidates(now, symbol, farthest(axis, symbol))) {
    if (value < least || value > most) continue
    const out = outOf(withValue(axis, symbol, value))
    const fitsBeside = !both || outOf(withValue(both, symbol, value)) >= 1
    if (out >= 1 && fitsBeside) return { symbol, value, gives: out }
  }
  return null
}

function nearestLarger(axis: Axis): Fix | null {
  const last = Math.min(axis.n + farthest(axis, 'W'), limits.W.most)
  for (let value = axis.n + 1; value <= last; value++) {
    const out = exactOut(withValue(axis, 'W', value))
    if (out >= 1) return { symbol: 'W', value, gives: out }
  }
  return null
}

/** A repair fits without rounding, whatever the setting would do with a fraction. */
const exactOut = (axis: Axis): number => countWindows({ ...axis, rounding: 'exact' }).out

/** Where the axes differ much, no setting may fit both of them without rounding: 6 × 1 pixels, but for windows of one. */
const outAsRounded = (axis: Axis): number => countWindows(axis).out

/** Nearest first. Of two equally near the smaller, but the larger padding: it keeps every pixel. */
function* candidates(now: number, symbol: Fix['symbol'], reach: number): Generator<number> {
  const { least, most } = limits[symbol]
  const from = Number.isNaN(now) ? least : Math.round(Math.min(Math.max(now, least), most))
  yield from // the same number where it was out of range, or where the padding differs between the ends
  const first = symbol === 'P' ? 1 : -1
  for (let distance = 1; distance <= reach; distance++) {
    yield from + first * distance
    yield from - first * distance
  }
}

/** A window may be wider than the input by its whole dilated width; a stride more, and some width fits if any does. */
const farthest = (axis: Axis, symbol: Fix['symbol']): number =>
  symbol === 'W' ? Math.min(span(axis) + axis.s, limits.W.most) || FARTHEST : FARTHEST

/**
 * Where no single number helps (a window that cannot leave its padding): no padding, and one number more; other paddings, where none
 * at all does not help; another width last.
 */
function findPairs(axis: Axis, beside: Axis | null): Fix[] {
  if (beside && !shares(axis, beside, 'P')) return []
  const symbols = (['S', 'F'] as const).filter((symbol) => !beside || shares(axis, beside, symbol))
  const { least, most } = limits.P
  const rounds = axis.rounding === 'floor' || axis.rounding === 'ceil'
  for (const outOf of rounds ? [exactOut, outAsRounded] : [exactOut]) {
    for (const pad of [0, ...candidates(axis.before, 'P', FARTHEST)]) {
      // In a padding as wide as itself, the first window would see nothing else.
      if (pad < least || pad > most || pad >= span(axis)) continue
      const padded = withValue(axis, 'P', pad)
      for (const symbol of symbols) {
        const fix = nearest(padded, symbol, beside && withValue(beside, 'P', pad), outOf)
        if (fix) return [paddedBy(axis, pad, fix)]
      }
    }
  }
  const wider = beside ? null : nearest(withValue(axis, 'P', 0), 'W')
  return wider ? [paddedBy(axis, 0, wider)] : []
}

/** Two changes, or the second alone where the padding is so already. */
const paddedBy = ({ before, after }: Axis, pad: number, fix: Fix): Fix =>
  before === pad && after === pad
    ? fix
    : { symbol: 'P', value: pad, gives: fix.gives, also: { symbol: fix.symbol, value: fix.value } }
