import type { Fix } from '../../engine/index'
import { type Bench, type ChainRow, type NumberName, withNumber } from './bench'

type Change = Pick<Fix, 'symbol' | 'value'>

export const changesOf = (fix: Fix): readonly Change[] => (fix.also ? [fix, fix.also] : [fix])

/** The number of the bench that a fix changes: W of the height's axis is H. */
export const numberOf = (symbol: Fix['symbol'], side: 'w' | 'h'): NumberName =>
  symbol === 'W' ? side : ({ F: 'f', S: 's', P: 'p' } as const)[symbol]

export const applyFix = (bench: Bench, fix: Fix, side: 'w' | 'h'): Bench =>
  changesOf(fix).reduce((now, { symbol, value }) => withNumber(now, numberOf(symbol, side), value), bench)

/** A row's own F, S or P; the width it is given is the business of the rows above. */
export const fixesOfRow = (fixes: readonly Fix[]): readonly Fix[] =>
  fixes.filter((fix) => changesOf(fix).every(({ symbol }) => symbol !== 'W'))

export function applyRowFix(row: ChainRow, fix: Fix): ChainRow {
  if (row.type !== 'conv' && row.type !== 'pool') return row
  const values = new Map(changesOf(fix).map(({ symbol, value }) => [symbol, value]))
  return { ...row, f: values.get('F') ?? row.f, s: values.get('S') ?? row.s, p: values.get('P') ?? row.p }
}
