/** The pieces that layers build their formulas of. Symbols: W, H, C of the input, F, S, K, D, G, and W′, H′ of the output. */
import type { Axis, Shape } from '../shape'
import type { Text } from '../text'
import { type Expr, evaluate, type Formula, type Quantity, type Role } from './formula'
import { dropsLastWindow } from './windows'

export const leaf = (symbol: string, value: number, role?: Role): Expr =>
  role ? { op: 'leaf', symbol, value, role } : { op: 'leaf', symbol, value }
export const plain = (value: number): Expr => leaf('', value)
export const sum = (...of: Expr[]): Expr => ({ op: '+', of })
export const minus = (...of: Expr[]): Expr => ({ op: '-', of })
export const times = (...of: Expr[]): Expr => ({ op: '*', of })
export const over = (a: Expr, b: Expr): Expr => ({ op: '/', of: [a, b] })

const LABELS: Readonly<Record<Quantity, Text>> = {
  outputWidth: { en: 'output width', zh: '输出宽度' },
  outputHeight: { en: 'output height', zh: '输出高度' },
  neurons: { en: 'neurons', zh: '神经元' },
  parameters: { en: 'parameters', zh: '参数' },
  parametersUnshared: { en: 'parameters without sharing', zh: '不共享时的参数' },
  connections: { en: 'connections', zh: '连接' },
  macs: { en: 'multiply-adds', zh: '乘加' },
  memory: { en: 'memory of the activations, bytes', zh: '激活所占内存（字节）' },
}

export const formula = (quantity: Quantity, expr: Expr): Formula => ({
  quantity,
  label: LABELS[quantity],
  expr,
  value: evaluate(expr),
})

/** Names of an axis's numbers. Both axes share F, S, P, D where they have the same settings. */
export interface AxisSymbols {
  readonly n: string
  readonly f: string
  readonly s: string
  readonly p: string
  readonly before: string
  readonly after: string
  readonly d: string
}

export function axisSymbols(side: 'w' | 'h', shared: boolean): AxisSymbols {
  const named = (symbol: string): string => (shared ? symbol : `${symbol}_${side}`)
  const [before, after] = side === 'w' ? ['P_l', 'P_r'] : ['P_t', 'P_b'] // left, right; top, bottom
  const n = side === 'w' ? 'W' : 'H'
  return { n, f: named('F'), s: named('S'), p: named('P'), before, after, d: named('D') }
}

/** (W − F + 2P)/S + 1; with D·(F − 1) + 1 in the place of F where the filter is dilated, rounded where the spec says so, less a window that is dropped. */
export function outputSize(axis: Axis, symbols: AxisSymbols): Expr {
  const f = leaf(symbols.f, axis.f, 'filter')
  const covered =
    axis.dilation === 1
      ? f
      : sum(times(leaf(symbols.d, axis.dilation, 'filter'), minus(f, plain(1))), plain(1))
  const padding =
    axis.before === axis.after
      ? [times(plain(2), leaf(symbols.p, axis.before, 'input'))]
      : [leaf(symbols.before, axis.before, 'input'), leaf(symbols.after, axis.after, 'input')]
  const room = sum(minus(leaf(symbols.n, axis.n, 'input'), covered), ...padding)
  const jumps = over(room, leaf(symbols.s, axis.s, 'filter'))
  const { rounding = 'exact' } = axis
  const rounded: Expr = rounding === 'exact' ? jumps : { op: rounding, of: [jumps] }
  const out = sum(rounded, plain(1))
  return dropsLastWindow(axis) ? minus(out, plain(1)) : out
}

/** W′·H′·K: the units of a volume. */
export const units = ({ c, h, w }: Shape, channels = 'C′'): readonly Expr[] => [
  leaf('W′', w, 'output'),
  leaf('H′', h, 'output'),
  leaf(channels, c, channels === 'K' ? 'filter' : 'output'),
]

/** Four bytes per number: the network computes in float32. */
export const memory = (out: Shape, channels?: string): Formula =>
  formula('memory', times(...units(out, channels), plain(4)))
