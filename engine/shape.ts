import type { Text } from './text'

/** The size of a volume: channels, height, width. */
export interface Shape {
  readonly c: number
  readonly h: number
  readonly w: number
}

export const size = (shape: Shape): number => shape.c * shape.h * shape.w

/** What becomes of a fraction in the output size: refuse (the default), or round as a library would. */
export type Rounding = 'exact' | 'floor' | 'ceil'

/** A change that makes a setting fit: one number, and the output width it gives. */
export interface Fix {
  readonly symbol: 'W' | 'F' | 'S' | 'P'
  readonly value: number
  readonly gives: number
}

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
  readonly rounding: Rounding
}
