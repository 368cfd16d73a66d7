import { findFixes } from './plan/fixes'
import { explainMisfit } from './plan/misfit'
import { countWindows } from './plan/windows'
import type { Text } from './text'

/** The size of a volume: channels, height, width. */
export interface Shape {
  readonly c: number
  readonly h: number
  readonly w: number
}

/** Numbers in a volume: C·H·W. */
export const size = (shape: Shape): number => shape.c * shape.h * shape.w

/** What becomes of a fraction in the output size: refuse (the default), or round as a library would. */
export type Rounding = 'exact' | 'floor' | 'ceil'

/** A change that makes a setting fit: one number, and the output width it gives. */
export interface Fix {
  readonly symbol: 'W' | 'F' | 'S' | 'P'
  readonly value: number
  readonly gives: number
  /** A second number to change with it, in the rare case that no single change is enough. */
  readonly also?: { readonly symbol: Fix['symbol']; readonly value: number }
}

/** Why something is refused: for programs, which may not read sentences. */
export type SpecErrorCode =
  | 'does-not-fit' // a fraction of a window: values { n, f, s, before, after, dilation, exact, leftOver }
  | 'window-too-large'
  | 'window-in-padding'
  | 'out-of-range'
  | 'not-a-number'
  | 'unknown-layer'
  | 'unknown-field'
  | 'unknown-node'
  | 'wrong-inputs'
  | 'malformed'
  | 'too-large'
  | 'batch-too-small' // to train on: batch norm of one number per channel
  | 'wrong-loss' // hinge or squared error behind a softmax
  | 'plan-only' // can be counted, not run

/** A spec that cannot be built: what was found, what was expected, what to do, in both languages. */
export class SpecError extends Error {
  readonly code: SpecErrorCode
  readonly values: Readonly<Record<string, number | string>>
  readonly text: Text
  readonly fixes: readonly Fix[]
  /** The node that is refused, where there is one. */
  readonly node: string | null

  constructor(problem: {
    code: SpecErrorCode
    values?: Readonly<Record<string, number | string>>
    text: Text
    fixes?: readonly Fix[]
    node?: string | null
  }) {
    super(problem.text.en)
    this.name = 'SpecError'
    this.code = problem.code
    this.values = problem.values ?? {}
    this.text = problem.text
    this.fixes = problem.fixes ?? []
    this.node = problem.node ?? null
  }
}

/** A window sliding along one axis. */
export interface Axis {
  readonly n: number // W: input cells
  readonly f: number // F: taps of the filter
  readonly s: number // S: cells per jump
  readonly before: number // P at the start
  readonly after: number // P at the end
  readonly dilation: number // 1: ordinary
  readonly rounding?: Rounding // default: exact
}

/** What the output-size rule says about one axis. All but `problem` are counts of cells or of windows. */
export interface Measure {
  /** (W − F + 2P)/S + 1, with its fraction. */
  readonly exact: number
  /** Output cells by the axis's rounding; NaN when refused. */
  readonly out: number
  /** Whole windows that fit. */
  readonly windows: number
  /** Padded cells behind the last window: never read. */
  readonly leftOver: number
  /** Why it is refused, with what to change; null when it fits. */
  readonly problem: SpecError | null
}

/**
 * The output-size rule, (W − F + 2P)/S + 1, and what there is to say about it. Never throws. `beside`: the other axis of
 * the same window; what repairs this one must not break that one.
 */
export function measure(axis: Axis, beside: Axis | null = null): Measure {
  const count = countWindows(axis)
  const { exact, out, windows, leftOver, refusal } = count
  if (refusal === null) return { exact, out, windows, leftOver, problem: null }
  const problem = new SpecError({
    code: refusal,
    values: { ...axis, exact, leftOver },
    text: explainMisfit(axis, count, refusal),
    fixes: findFixes(axis, beside),
  })
  return { exact, out, windows, leftOver, problem }
}

/**
 * The output-size rule for those who need a number: cells of the output along one axis. Throws the SpecError that `measure` finds:
 * 'does-not-fit' for a fraction, 'window-too-large', 'window-in-padding', 'out-of-range', 'not-a-number'.
 * Source: CS231n notes, "Spatial arrangement"; rounding up as in PyTorch.
 */
export function slide(axis: Axis, beside: Axis | null = null): number {
  const { out, problem } = measure(axis, beside)
  if (problem) throw problem
  return out
}
