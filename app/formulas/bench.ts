import { limits, type Rounding, type Shape } from '../../engine/index'

/** The numbers of the layer on the bench. Symbols as in the formula: W, H, F, S, P, K, C, D. */
export interface Setting {
  readonly kind: 'conv' | 'pool'
  readonly w: number
  readonly h: number
  readonly f: number
  readonly s: number
  readonly p: number
  readonly k: number // filters; ignored by pooling
  readonly c: number // channels of the input
  readonly d: number // dilation, 1: ordinary; ignored by pooling
}

export type NumberName = Exclude<keyof Setting, 'kind'>

/** A layer after the one on the bench. */
export type ChainRow =
  | { readonly type: 'conv'; readonly k: number; readonly f: number; readonly s: number; readonly p: number }
  | { readonly type: 'pool'; readonly f: number; readonly s: number; readonly p: number }
  | { readonly type: 'relu' }
  | { readonly type: 'fc'; readonly k: number }
  | { readonly type: 'softmax' }

/** Everything a link holds. */
export interface Bench {
  readonly setting: Setting
  /** H follows W. */
  readonly square: boolean
  /** When it does not fit: for every layer of the page. */
  readonly rounding: Rounding
  readonly chain: readonly ChainRow[]
}

/** The same limits for typing, sliders, links and the engine. */
export const ranges: Readonly<Record<NumberName, { readonly least: number; readonly most: number }>> = {
  w: limits.W,
  h: limits.W,
  f: limits.F,
  s: limits.S,
  p: limits.P,
  k: limits.K,
  c: limits.C,
  d: limits.D,
}

/** Numbers of a row of the chain; K of a fully connected layer is its units. */
export const rowRanges = { k: limits.K, f: limits.F, s: limits.S, p: limits.P, units: limits.units } as const

export const MOST_ROWS = 40

export const startBench: Bench = {
  setting: { kind: 'conv', w: 7, h: 7, f: 3, s: 2, p: 0, k: 10, c: 3, d: 1 },
  square: true,
  rounding: 'exact',
  chain: [],
}

/** One number replaced; H follows W while the input is square. */
export function withNumber(bench: Bench, name: NumberName, value: number): Bench {
  const setting = { ...bench.setting, [name]: value }
  if (bench.square && name === 'w') setting.h = value
  if (bench.square && name === 'h') setting.w = value
  return { ...bench, setting }
}

export const withSquare = (bench: Bench, square: boolean): Bench => ({
  ...bench,
  square,
  setting: square ? { ...bench.setting, h: bench.setting.w } : bench.setting,
})

export const newRow: Readonly<Record<ChainRow['type'], ChainRow>> = {
  conv: { type: 'conv', k: 10, f: 3, s: 1, p: 1 },
  pool: { type: 'pool', f: 2, s: 2, p: 0 },
  relu: { type: 'relu' },
  fc: { type: 'fc', k: 10 },
  softmax: { type: 'softmax' },
}

/** A row of the chain moved to the bench with the volume it reads and the rows after it; null where it has no window. */
export function openedOnBench(bench: Bench, at: number, { c, h, w }: Shape): Bench | null {
  const row = bench.chain[at]
  if (row.type !== 'conv' && row.type !== 'pool') return null
  const k = row.type === 'conv' ? row.k : bench.setting.k
  return {
    ...bench,
    setting: { kind: row.type, w, h, c, f: row.f, s: row.s, p: row.p, k, d: 1 },
    square: w === h,
    chain: bench.chain.slice(at + 1),
  }
}
