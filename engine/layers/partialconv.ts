import { formula, leaf, memory, sum, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, SpecError } from '../shape'
import { show } from '../show'
import type { LayerType, ParameterSpec } from './layer'
import {
  checkFields,
  checkInteger,
  own,
  type PairOrNumber,
  type Raw,
  readPair,
  refuse,
} from './shared/fields'
import { onlyInput, volume } from './shared/inputs'
import { planOnly } from './shared/plan-only'
import { pairOf, type Sliding, slideBoth, windowOf } from './shared/window'
import { outputSizes, tapsOf } from './shared/window-formulas'

/** Layer C3 of LeNet-5 (1998): a convolution each of whose filters reads the channels that a table gives it. */
export interface PartialConvSpec {
  readonly type: 'partialconv'
  readonly table: readonly (readonly number[])[] // a row per filter: the channels that it reads, 0-based
  readonly size: PairOrNumber // F, or [h, w]
}

const slidingOf = ({ size }: PartialConvSpec): Sliding => ({ size, stride: 1, pad: 0, rounding: 'exact' })

/** Pairs of a filter and a channel that it reads: 60 in LeNet-5. */
const pairsOf = ({ table }: PartialConvSpec): number => table.reduce((pairs, row) => pairs + row.length, 0)

function readTable(raw: Raw, path: string): number[][] {
  const rows = readList(own(raw, 'table'), limits.K.most, `${path}.table`)
  return rows.map((row, i) => readRow(row, `${path}.table[${i}]`))
}

function readRow(found: unknown, path: string): number[] {
  const channel = { least: 0, most: limits.C.most - 1 }
  const row = readList(found, limits.C.most, path).map((c, i) => checkInteger(c, channel, `${path}[${i}]`))
  if (new Set(row).size === row.length) return row
  throw refuse('malformed', path, found, {
    en: `${path} names a channel twice; a filter reads each of its channels once. Found ${show(found)}.`,
    zh: `${path} 重复写了同一个通道；滤波器的每个通道只读一次。现在是 ${show(found)}。`,
  })
}

function readList(found: unknown, most: number, path: string): readonly unknown[] {
  // Array.from: a hole in a stranger's list must be met, not skipped.
  if (Array.isArray(found) && found.length >= 1 && found.length <= most) return Array.from(found)
  throw refuse('malformed', path, found, {
    en: `${path} must be a list of 1 to ${numeral(most)} entries; found ${show(found)}.`,
    zh: `${path} 必须是含 1 到 ${numeral(most)} 项的列表，现在是 ${show(found)}。`,
  })
}

function outputShape(layer: PartialConvSpec, inputs: readonly Shape[]): Shape {
  const input = onlyInput('partialconv', inputs)
  const beyond = layer.table.flat().find((channel) => channel >= input.c)
  if (beyond === undefined)
    return { c: layer.table.length, ...slideBoth(slidingOf(layer), input, ['W', 'F']) }
  throw new SpecError({
    code: 'out-of-range',
    values: { channel: beyond, channels: input.c },
    text: {
      en: `The table names channel ${numeral(beyond)}, but the input's ${numeral(input.c)} channels are numbered 0 to ${numeral(input.c - 1)}.`,
      zh: `表里写了通道 ${numeral(beyond)}，而输入只有 ${numeral(input.c)} 个通道，编号为 0 到 ${numeral(input.c - 1)}。`,
    },
  })
}

function parameters(layer: PartialConvSpec): readonly ParameterSpec[] {
  const [fh, fw] = pairOf(layer.size)
  const { length: filters } = layer.table
  const pairs = pairsOf(layer)
  return [
    {
      name: 'weights',
      shape: [pairs, fh, fw], // row by row of the table
      fanIn: (pairs * fh * fw) / filters, // of the filters on average
      fanOut: pairs * fh * fw,
      start: 0,
      decays: true,
      learned: true,
    },
    { name: 'biases', shape: [filters], fanIn: 0, fanOut: 0, start: 0, decays: false, learned: true },
  ]
}

const connections = (layer: PartialConvSpec, _inputs: readonly Shape[], { h, w }: Shape): number =>
  h * w * pairsOf(layer) * pairOf(layer.size)[0] * pairOf(layer.size)[1]

export const partialconv: LayerType<PartialConvSpec> = {
  type: 'partialconv',
  name: { en: 'partial conv', zh: '部分连接卷积' },
  inPlace: false,
  ...planOnly('partialconv'),
  parse(raw, path) {
    checkFields(raw, ['type', 'table', 'size'], path)
    return { type: 'partialconv', table: readTable(raw, path), size: readPair(raw, 'size', limits.F, path) }
  },
  outputShape,
  parameters,
  reach: (layer) => windowOf(slidingOf(layer)),
  connections,
  macs: () => 0,
  formulas(layer, [input], out) {
    const taps = tapsOf(layer.size)
    const pairs = leaf('T', pairsOf(layer), 'filter')
    const filters = leaf('K', out.c, 'filter')
    return [
      ...outputSizes(slidingOf(layer), input),
      formula('neurons', times(...units(out, 'K'))),
      formula('parameters', sum(times(pairs, ...taps), filters)),
      formula('connections', times(leaf('W′', out.w, 'output'), leaf('H′', out.h, 'output'), pairs, ...taps)),
      memory(out, 'K'),
    ]
  },
  explain: (layer, [input], out) => ({
    en: `A convolution in which no filter need read all ${numeral(input.c)} channels: a table says which. Its ${numeral(out.c)} filters read ${numeral(pairsOf(layer))} channels together, instead of ${numeral(out.c * input.c)}, so they are forced to differ. ${volume(input)} becomes ${volume(out)}.`,
    zh: `卷积，但滤波器不必读全部 ${numeral(input.c)} 个通道，读哪些由一张表规定。${numeral(out.c)} 个滤波器一共读 ${numeral(pairsOf(layer))} 个通道，而不是 ${numeral(out.c * input.c)} 个，因此它们不得不各不相同。${volume(input)} 变为 ${volume(out)}。`,
  }),
  examples: [
    {
      layer: {
        type: 'partialconv',
        table: [
          [0, 1],
          [1, 2],
          [0, 1, 2],
        ],
        size: 2,
      },
      inputs: [{ c: 3, h: 4, w: 5 }],
    },
    { layer: { type: 'partialconv', table: [[1]], size: [1, 3] }, inputs: [{ c: 2, h: 1, w: 4 }] },
  ],
}
