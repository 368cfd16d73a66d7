import type { Counted } from '../kernels/kernels'
import type { Formula } from '../plan/formula'
import { formula, memory, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { type Rounding, type Shape, size } from '../shape'
import type { Text } from '../text'
import type { LayerType, PoolKind } from './layer'
import {
  checkFields,
  type Padding,
  type PairOrNumber,
  type Raw,
  readFlag,
  readPadding,
  readPair,
  readRounding,
  refuse,
} from './shared/fields'
import { onlyInput } from './shared/inputs'
import {
  backwardPool,
  cellsOfWindow,
  explainPool,
  forwardPool,
  keepsSwitches,
  type Pooling,
  poolScratch,
  readKind,
  tracePool,
} from './shared/pooling'
import { pairOf, sidesOf, slideBoth, windowOf } from './shared/window'
import { outputSizes, tapsOf } from './shared/window-formulas'

/** Each channel made smaller by itself: of every window the largest number, the mean, or the length √Σx². */
export interface PoolSpec {
  readonly type: 'pool'
  readonly kind?: PoolKind // default 'max'
  readonly size: PairOrNumber // F, or [h, w]
  readonly stride?: PairOrNumber // S, default: the size
  readonly pad?: Padding // default 0; padding never wins and adds nothing
  readonly rounding?: Rounding // default 'exact'
  /** Average pooling divides by the window with its padding cells; default false, without them. */
  readonly countPad?: boolean
}

/** The same with every default filled in. */
export type Pool = Required<PoolSpec>

function parse(raw: Raw, path: string): Pool {
  checkFields(raw, ['type', 'kind', 'size', 'stride', 'pad', 'rounding', 'countPad'], path)
  const kind = readKind(raw, path)
  const size = readPair(raw, 'size', limits.F, path)
  return {
    type: 'pool',
    kind,
    size,
    stride: readPair(raw, 'stride', limits.S, path, size),
    pad: readPadding(raw, path),
    rounding: readRounding(raw, path),
    countPad: readCountPad(raw, kind, path),
  }
}

function readCountPad(raw: Raw, kind: PoolKind, path: string): boolean {
  const found = readFlag(raw, 'countPad', path, false)
  if (!found || kind === 'avg') return found
  throw refuse('out-of-range', `${path}.countPad`, found, {
    en: `${path}.countPad says what average pooling divides by, but kind is "${kind}", which divides by nothing: leave countPad out, or set kind to "avg".`,
    zh: `${path}.countPad 决定平均池化除以几，而 kind 是 "${kind}"，不做除法：请去掉 countPad，或把 kind 改为 "avg"。`,
  })
}

/** The divisor never counts what a last window, rounded up, has beyond the padded edge. */
function countedCells({ pad, countPad }: Pool, h: number, w: number): Counted {
  if (!countPad) return { rows: [0, h], columns: [0, w] }
  const [top, left, bottom, right] = sidesOf(pad)
  return { rows: [-top, h + bottom], columns: [-left, w + right] }
}

function poolingOf(layer: Pool, [, , h, w]: readonly number[]): Pooling {
  return { kind: layer.kind, window: windowOf(layer), counted: countedCells(layer, h, w) }
}

function formulas(layer: Pool, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  return [
    ...outputSizes(layer, input),
    formula('neurons', times(...units(out, 'C'))),
    formula('connections', times(...units(out, 'C'), ...tapsOf(layer.size))),
    memory(out, 'C'),
  ]
}

function explain(layer: Pool, [input]: readonly Shape[], out: Shape): Text {
  const [fh, fw] = pairOf(layer.size)
  const which = { en: `every ${fw}×${fh} window of a channel`, zh: `每个 ${fw}×${fh} 的窗口` }
  return explainPool(layer.kind, which, divisorWords(layer), input, out)
}

function divisorWords({ size, pad, rounding, countPad }: Pool): Text {
  const [fh, fw] = pairOf(size)
  const padded = sidesOf(pad).some((side) => side > 0)
  if (padded && countPad) {
    return { en: 'its cells, those in the padding among them', zh: '窗口的格子数（填充的格子也算在内）' }
  }
  if (padded || rounding === 'ceil') {
    return { en: 'its cells that lie on the picture', zh: '窗口落在图内的格子数' }
  }
  return cellsOfWindow(fh * fw)
}

const windowFirst = { plain: ['size', 'stride', 'pad'], unnamed: 1 } as const

export const pool: LayerType<Pool, PoolSpec> = {
  type: 'pool',
  name: { en: 'pool', zh: '池化' },
  inPlace: false,
  ownScale: ({ kind }) => kind === 'l2',
  // The length of one number is its size without the sign.
  changesNothing: ({ kind, size, stride, pad }, nonNegative) =>
    (kind !== 'l2' || nonNegative) &&
    [size, stride].flatMap(pairOf).every((n) => n === 1) &&
    sidesOf(pad).every((side) => side === 0),
  staysLinear: ({ kind }) => kind === 'avg',
  patternWords: [
    {
      word: 'AVGPOOL',
      also: ['averagepool', '平均池化', '平均汇聚'],
      fixed: { kind: 'avg' },
      ...windowFirst,
    },
    { word: 'L2POOL', also: ['l2池化', 'l2汇聚'], fixed: { kind: 'l2' }, ...windowFirst },
    { word: 'POOL', also: ['pooling', 'maxpool', '池化', '汇聚', '最大池化', '最大汇聚'], ...windowFirst },
  ],
  parse,
  outputShape(layer, inputs) {
    const input = onlyInput('pool', inputs)
    return { c: input.c, ...slideBoth(layer, input) }
  },
  parameters: () => [],
  reach: windowOf,
  connections: (layer, _inputs, out) => size(out) * pairOf(layer.size)[0] * pairOf(layer.size)[1],
  macs: () => 0,
  formulas,
  explain,
  keeps: (layer, _inputs, out) => keepsSwitches(layer.kind, out),
  scratch: (layer, [input], out, calls) =>
    poolScratch({ kind: layer.kind, window: windowOf(layer) }, input, out, calls),
  forward: (layer, pass) => forwardPool(poolingOf(layer, pass.inputs[0].shape), pass),
  writes: true,
  backward: (layer, pass) => backwardPool(poolingOf(layer, pass.inputs[0].shape), pass),
  trace: (layer, values, unit) => tracePool(poolingOf(layer, values.inputs[0].shape), values, unit),
  examples: [
    { layer: { type: 'pool', kind: 'max', size: 2 }, inputs: [{ c: 2, h: 4, w: 4 }] },
    { layer: { type: 'pool', kind: 'max', size: 3, stride: 2 }, inputs: [{ c: 1, h: 5, w: 7 }] },
    { layer: { type: 'pool', size: 3, stride: 2, pad: 1 }, inputs: [{ c: 1, h: 5, w: 5 }] },
    { layer: { type: 'pool', size: [1, 2], stride: [1, 2] }, inputs: [{ c: 2, h: 2, w: 4 }] },
    { layer: { type: 'pool', size: 3, stride: 2, rounding: 'ceil' }, inputs: [{ c: 1, h: 6, w: 6 }] },
    { layer: { type: 'pool', kind: 'avg', size: 2 }, inputs: [{ c: 2, h: 4, w: 4 }] },
    {
      layer: { type: 'pool', kind: 'avg', size: 3, stride: 2, pad: 1, rounding: 'ceil' },
      inputs: [{ c: 2, h: 6, w: 4 }],
    },
    {
      layer: { type: 'pool', kind: 'avg', size: 3, stride: 2, pad: 1, rounding: 'ceil', countPad: true },
      inputs: [{ c: 1, h: 6, w: 4 }],
    },
    {
      layer: {
        type: 'pool',
        kind: 'avg',
        size: [2, 3],
        stride: [1, 2],
        pad: [1, 0, 0, 2],
        rounding: 'floor',
      },
      inputs: [{ c: 1, h: 3, w: 5 }],
    },
    { layer: { type: 'pool', kind: 'l2', size: 3, stride: 2, pad: 1 }, inputs: [{ c: 2, h: 5, w: 5 }] },
    {
      layer: { type: 'pool', kind: 'l2', size: [1, 2], stride: [1, 3], rounding: 'ceil' },
      inputs: [{ c: 1, h: 2, w: 7 }],
    },
  ],
}
