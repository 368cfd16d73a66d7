import type { Axis, SpecErrorCode } from '../shape'

/** What follows from the numbers of one axis alone, without a word about it. */
export interface WindowCount {
  /** (W − F + 2P)/S + 1, F being the width that the dilated filter covers. */
  readonly exact: number
  /** Windows of the output; NaN when refused. */
  readonly out: number
  /** Whole windows that fit. */
  readonly windows: number
  /** Cells of the padded axis behind the last window: never read. */
  readonly leftOver: number
  readonly refusal: SpecErrorCode | null
}

/** Cells from the first tap to the last: dilation leaves D − 1 cells between two taps. */
export const span = ({ f, dilation }: Pick<Axis, 'f' | 'dilation'>): number => dilation * (f - 1) + 1

export const padded = ({ n, before, after }: Pick<Axis, 'n' | 'before' | 'after'>): number =>
  n + before + after

export function countWindows(axis: Axis): WindowCount {
  const fault = checkNumbers(axis)
  if (fault) return { exact: Number.NaN, out: Number.NaN, windows: 0, leftOver: 0, refusal: fault }

  const room = padded(axis) - span(axis)
  const exact = room / axis.s + 1
  const windows = Math.max(0, Math.floor(exact))
  const out = axis.rounding === 'ceil' ? roundUp(axis, exact) : windows
  const last = (out - 1) * axis.s + span(axis)
  const leftOver = out < 1 ? padded(axis) : Math.max(0, padded(axis) - last)
  const refusal = findRefusal(axis, exact, out)
  return { exact, out: refusal ? Number.NaN : out, windows, leftOver, refusal }
}

function checkNumbers({ n, f, s, before, after, dilation }: Axis): SpecErrorCode | null {
  const numbers = [n, f, s, before, after, dilation]
  if (numbers.some((number) => typeof number !== 'number' || Number.isNaN(number))) return 'not-a-number'
  if (!numbers.every(Number.isSafeInteger)) return 'out-of-range'
  const least = Math.min(n, f, s, dilation)
  return least < 1 || before < 0 || after < 0 ? 'out-of-range' : null
}

/** As PyTorch does: the last window may hang over the end, but it is dropped if it starts behind the input. */
const roundUp = (axis: Axis, exact: number): number => Math.ceil(exact) - (dropsLastWindow(axis) ? 1 : 0)

/** Rounded up, the last window would start in the far padding or beyond it. */
export function dropsLastWindow(axis: Axis): boolean {
  if (axis.rounding !== 'ceil') return false
  const jumps = Math.ceil((padded(axis) - span(axis)) / axis.s)
  return jumps >= 0 && jumps * axis.s >= axis.n + axis.before
}

function findRefusal(axis: Axis, exact: number, out: number): SpecErrorCode | null {
  if (out < 1) return 'window-too-large'
  const rounds = axis.rounding === 'floor' || axis.rounding === 'ceil'
  if (!rounds && !Number.isInteger(exact)) return 'does-not-fit'
  return firstBlindWindow(axis, out) === null ? null : 'window-in-padding'
}

/** The first of `out` windows (0-based) that reads no cell of the input, only padding; null where there is none. */
export function firstBlindWindow(axis: Axis, out: number): number | null {
  const { n, s, before, dilation } = axis
  // Windows that start in the near padding: the taps of a dilated filter may jump over a small input. What they hit
  // repeats every `dilation` windows, and the first window reaches least far.
  const starting = Math.min(Math.ceil(before / s), out)
  for (let window = 0; window < Math.min(starting, dilation); window++) {
    if (!readsInput(axis, window * s - before)) return window
  }
  // From n on there is only the far padding.
  const beyond = Math.ceil((n + before) / s)
  return beyond < out ? beyond : null
}

function readsInput({ n, f, dilation }: Axis, start: number): boolean {
  const tap = start < 0 ? Math.ceil(-start / dilation) : 0 // the first one that is not before the input
  return tap < f && start + tap * dilation < n
}
