/** What pool and globalpool share: the three ways of making one number of a window. */
import { type Counted, clear, type Window, wins } from '../../kernels/kernels'
import { divisorAt } from '../../kernels/reference/pool'
import { type LayerCalls, type ScratchLengths, sumPoolScratch } from '../../kernels/scratch'
import { grouped, numeral } from '../../plan/numerals'
import { type Shape, size } from '../../shape'
import { show } from '../../show'
import type { Text } from '../../text'
import type { BackwardPass, ForwardPass, Keep, PoolKind, Trace, TraceInput, Unit } from '../layer'
import { own, type Raw, refuse } from './fields'
import { indexOf, volume } from './inputs'
import { cellsUnder, cornerOf } from './window'

const KINDS: readonly PoolKind[] = ['max', 'avg', 'l2']

export interface Pooling {
  readonly kind: PoolKind
  readonly window: Window
  /** Of average pooling: the cells that its divisor counts. */
  readonly counted: Counted
}

export function readKind(raw: Raw, path: string): PoolKind {
  const found = own(raw, 'kind')
  if (found === undefined) return 'max'
  const kind = KINDS.find((known) => known === found)
  if (kind) return kind
  throw refuse('out-of-range', `${path}.kind`, found, {
    en: `${path}.kind must be one of ${KINDS.join(', ')}; found ${show(found)}.`,
    zh: `${path}.kind 只能是 ${KINDS.join('、')}，现在是 ${show(found)}。`,
  })
}

export const keepsSwitches = (kind: PoolKind, out: Shape): readonly Keep[] =>
  kind === 'max' ? [{ name: 'switches', type: 'int32', length: size(out), of: 'image' }] : []

export const poolScratch = (
  { kind, window }: Pick<Pooling, 'kind' | 'window'>,
  input: Shape,
  out: Shape,
  calls: LayerCalls,
): ScratchLengths => (kind === 'max' ? {} : sumPoolScratch(input, out, window, calls))

export function forwardPool({ kind, window, counted }: Pooling, pass: ForwardPass): void {
  const { kernels, inputs, output, kept } = pass
  const [x] = inputs
  switch (kind) {
    case 'max':
      kernels.maxPoolForward(x, output, switchesOf(kept.switches), window, pass)
      break
    case 'avg':
      kernels.avgPoolForward(x, output, window, counted, pass)
      break
    case 'l2':
      kernels.l2PoolForward(x, output, window, pass)
      break
    default:
      kind satisfies never
  }
}

export function backwardPool({ kind, window, counted }: Pooling, pass: BackwardPass): void {
  const { kernels, inputs, output, dOutput, dInputs, kept, fresh } = pass
  const [dx] = dInputs
  if (!dx) return
  if (fresh && kind !== 'max') clear(dx, pass)
  switch (kind) {
    case 'max':
      kernels.maxPoolBackward(dOutput, switchesOf(kept.switches), dx, window, pass, fresh)
      break
    case 'avg':
      kernels.avgPoolBackward(dOutput, dx, window, counted, pass)
      break
    case 'l2':
      kernels.l2PoolBackward(inputs[0], output, dOutput, dx, window, pass)
      break
    default:
      kind satisfies never
  }
}

function switchesOf(kept: unknown): Int32Array {
  if (kept instanceof Int32Array) return kept
  throw new TypeError('max pooling keeps its switches in an Int32Array')
}

export function tracePool(
  { kind, window, counted }: Pooling,
  { inputs, output }: TraceInput,
  unit: Unit,
): Trace {
  const values = cellsUnder(inputs[0], unit.c, window, unit)
  return {
    kind: 'pool',
    pooling: kind,
    ...cornerOf(window, unit),
    size: window.size,
    values,
    winner: kind === 'max' ? winnerOf(values) : null,
    divisor: kind === 'avg' ? divisorAt(window, counted, unit.y, unit.x) : 1,
    total: output.data[indexOf(output.shape, unit)],
  }
}

function winnerOf(values: readonly (number | null)[]): number {
  let winner = -1
  values.forEach((value, i) => {
    if (value !== null && (winner < 0 || wins(value, values[winner] ?? 0))) winner = i
  })
  return winner
}

/** What becomes of one window (`which`, "2×2 window"), and of the volume. `divisor`: what average pooling divides by. */
export function explainPool(kind: PoolKind, which: Text, divisor: Text, input: Shape, out: Shape): Text {
  const share = grouped((size(out) / size(input)) * 100, 1)
  const made = windowWords(kind, which, divisor)
  return {
    en: `${made.en} Each channel is pooled by itself: ${volume(input)} becomes ${volume(out)}, ${share}% of the numbers, and nothing is learned.`,
    zh: `每个通道单独处理：${made.zh}${volume(input)} 变为 ${volume(out)}，数的个数是原来的 ${share}%，没有要学的参数。`,
  }
}

function windowWords(kind: PoolKind, { en, zh }: Text, divisor: Text): Text {
  switch (kind) {
    case 'max':
      return {
        en: `Of ${en} only the largest number stays; which one it was is kept, for the gradient goes back to that one alone.`,
        zh: `${zh}只留下最大的数，并记住它的位置（池化索引），反向传播时梯度只回到那里。`,
      }
    case 'avg':
      return {
        en: `Of ${en} the mean goes on: the sum of its numbers, divided by ${divisor.en}. Backwards each of them receives the same share of the gradient.`,
        zh: `${zh}取平均值：所有数相加，再除以${divisor.zh}；反向传播时每个数分到同样的一份梯度。`,
      }
    case 'l2':
      return {
        en: `Of ${en} the length goes on: the square root of the sum of the squares of its numbers. Backwards each of them receives the gradient times its share of that length.`,
        zh: `${zh}取 L2 范数：所有数的平方和再开方；反向传播时，每个数得到的梯度与它在范数中所占的比例成正比。`,
      }
  }
}

/** "the 6 cells of the window", "窗口的 6 个格子" */
export const cellsOfWindow = (cells: number): Text => ({
  en: `the ${numeral(cells)} cells of the window`,
  zh: `窗口的 ${numeral(cells)} 个格子`,
})
