import { wins } from '../kernels/kernels'
import type { Formula } from '../plan/formula'
import { axisSymbols, formula, leaf, memory, outputSize, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { type Rounding, type Shape, size } from '../shape'
import type { Text } from '../text'
import {
  checkFields,
  own,
  type Padding,
  type PairOrNumber,
  type Raw,
  readPadding,
  readPair,
  readRounding,
  refuse,
  show,
} from './fields'
import { indexOf, onlyInput, volume } from './inputs'
import type { LayerType, Trace, TraceInput, Unit } from './layer'
import { alike, axesOf, cellsUnder, cornerOf, pairOf, slideBoth, windowOf } from './window'

/** Each channel made smaller by itself: of every window the largest number stays. */
export interface PoolSpec {
  readonly type: 'pool'
  readonly kind?: 'max' // default
  readonly size: PairOrNumber // F, or [h, w]
  readonly stride?: PairOrNumber // S, default: the size
  readonly pad?: Padding // default 0; padding never wins
  readonly rounding?: Rounding // default 'exact'
}

export type Pool = Required<PoolSpec>

function parse(raw: Raw, path: string): Pool {
  checkFields(raw, ['type', 'kind', 'size', 'stride', 'pad', 'rounding'], path)
  const kind = readKind(raw, path)
  const size = readPair(raw, 'size', limits.F, path)
  return {
    type: 'pool',
    kind,
    size,
    stride: readPair(raw, 'stride', limits.S, path, size),
    pad: readPadding(raw, path),
    rounding: readRounding(raw, path),
  }
}

function readKind(raw: Raw, path: string): 'max' {
  const found = own(raw, 'kind')
  if (found === undefined || found === 'max') return 'max'
  throw refuse('out-of-range', `${path}.kind`, found, {
    en: `${path}.kind: pooling here keeps the largest number of each window, so kind must be "max"; found ${show(found)}.`,
    zh: `${path}.kind：这里的池化保留每个窗口的最大值，kind 只能是 "max"，现在是 ${show(found)}。`,
  })
}

const outputShape = (layer: Pool, inputs: readonly Shape[]): Shape => {
  const input = onlyInput('pool', inputs)
  return { c: input.c, ...slideBoth(layer, input) }
}

function formulas(layer: Pool, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  const [rows, columns] = axesOf(layer, input)
  const square = alike(rows, columns)
  const [fh, fw] = pairOf(layer.size)
  const taps =
    fh === fw
      ? [leaf('F', fh, 'filter'), leaf('F', fw, 'filter')]
      : [leaf('F_h', fh, 'filter'), leaf('F_w', fw, 'filter')]
  return [
    formula('outputWidth', outputSize(columns, axisSymbols('w', square))),
    ...(square ? [] : [formula('outputHeight', outputSize(rows, axisSymbols('h', square)))]),
    formula('neurons', times(...units(out, 'C'))),
    formula('connections', times(...units(out, 'C'), ...taps)),
    memory(out, 'C'),
  ]
}

function explain(layer: Pool, [input]: readonly Shape[], out: Shape): Text {
  const [fh, fw] = pairOf(layer.size)
  const share = ((size(out) / size(input)) * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })
  return {
    en: `Of every ${fw}×${fh} window of a channel only the largest number stays; which one it was is kept, for the gradient goes back to that one alone. Each channel is pooled by itself: ${volume(input)} becomes ${volume(out)}, ${share}% of the numbers, and nothing is learned.`,
    zh: `每个通道单独处理：${fw}×${fh} 的窗口里只留下最大的数，并记住它的位置（道岔），反向传播时梯度只回到那里。${volume(input)} 变为 ${volume(out)}，留下 ${share}% 的数，没有要学的参数。`,
  }
}

function trace(layer: Pool, { inputs, output }: TraceInput, unit: Unit): Trace {
  const window = windowOf(layer)
  const values = cellsUnder(inputs[0], unit.c, window, unit)
  let winner = -1
  values.forEach((value, i) => {
    if (value !== null && (winner < 0 || wins(value, values[winner] ?? 0))) winner = i
  })
  const total = output.data[indexOf(output.shape, unit)]
  return {
    kind: 'pool',
    pooling: 'max',
    ...cornerOf(window, unit),
    size: window.size,
    values,
    winner,
    divisor: 1,
    total,
  }
}

export const pool: LayerType<Pool, PoolSpec> = {
  type: 'pool',
  name: { en: 'pool', zh: '池化' },
  inPlace: false,
  parse,
  outputShape,
  parameters: () => [],
  reach: windowOf,
  connections: (layer, _inputs, out) => size(out) * pairOf(layer.size)[0] * pairOf(layer.size)[1],
  macs: () => 0,
  formulas,
  explain,
  keeps: (_layer, _inputs, out) => [{ name: 'switches', type: 'int32', length: size(out), of: 'image' }],
  forward: (layer, { kernels, inputs, output, kept, from, to }) =>
    kernels.maxPoolForward(inputs[0], output, switchesOf(kept.switches), windowOf(layer), { from, to }),
  backward(_layer, { kernels, dOutput, dInputs, kept, from, to }) {
    const [dx] = dInputs
    if (dx) kernels.maxPoolBackward(dOutput, switchesOf(kept.switches), dx, { from, to })
  },
  trace,
  examples: [
    { layer: { type: 'pool', kind: 'max', size: 2 }, inputs: [{ c: 2, h: 4, w: 4 }] },
    { layer: { type: 'pool', kind: 'max', size: 3, stride: 2 }, inputs: [{ c: 1, h: 5, w: 7 }] },
    { layer: { type: 'pool', size: 3, stride: 2, pad: 1 }, inputs: [{ c: 1, h: 5, w: 5 }] },
    { layer: { type: 'pool', size: [1, 2], stride: [1, 2] }, inputs: [{ c: 2, h: 2, w: 4 }] },
    { layer: { type: 'pool', size: 3, stride: 2, rounding: 'ceil' }, inputs: [{ c: 1, h: 6, w: 6 }] },
  ],
}

function switchesOf(kept: unknown): Int32Array {
  if (kept instanceof Int32Array) return kept
  throw new TypeError('max pooling keeps its switches in an Int32Array')
}
