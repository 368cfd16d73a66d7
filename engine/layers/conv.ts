import type { Formula } from '../plan/formula'
import {
  axisSymbols,
  formula,
  leaf,
  memory,
  outputSize,
  over,
  plain,
  sum,
  times,
  units,
} from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Rounding, type Shape, SpecError, size } from '../shape'
import type { Text } from '../text'
import {
  checkFields,
  type Padding,
  type PairOrNumber,
  type Raw,
  readFlag,
  readInteger,
  readPadding,
  readPair,
  readRounding,
} from './fields'
import { indexOf, onlyInput, volume } from './inputs'
import type { LayerType, ParameterSpec, Trace, TraceInput, Unit, WindowTerm } from './layer'
import { alike, axesOf, cellsUnder, cornerOf, pairOf, slideBoth, windowOf } from './window'

/** Filters that slide over the input and are shared by all its places. */
export interface ConvSpec {
  readonly type: 'conv'
  readonly filters: number // K
  readonly size: PairOrNumber // F, or [h, w]
  readonly stride?: PairOrNumber // S, default 1
  readonly pad?: Padding // P, or [top, left, bottom, right], default 0
  readonly dilation?: PairOrNumber // default 1, the ordinary filter (the course notes call that 0)
  readonly groups?: number // default 1: every filter reads every channel
  readonly bias?: boolean // default true
  readonly rounding?: Rounding // default 'exact'
}

export type Conv = Required<ConvSpec>

const FIELDS = ['type', 'filters', 'size', 'stride', 'pad', 'dilation', 'groups', 'bias', 'rounding']

function parse(raw: Raw, path: string): Conv {
  checkFields(raw, FIELDS, path)
  return {
    type: 'conv',
    filters: readInteger(raw, 'filters', limits.K, path),
    size: readPair(raw, 'size', limits.F, path),
    stride: readPair(raw, 'stride', limits.S, path, 1),
    pad: readPadding(raw, path),
    dilation: readPair(raw, 'dilation', limits.D, path, 1),
    groups: readInteger(raw, 'groups', limits.G, path, 1),
    bias: readFlag(raw, 'bias', path, true),
    rounding: readRounding(raw, path),
  }
}

function outputShape(layer: Conv, inputs: readonly Shape[]): Shape {
  const input = onlyInput('conv', inputs)
  checkGroups(layer, input)
  return { c: layer.filters, ...slideBoth(layer, input) }
}

function checkGroups({ filters, groups }: Conv, { c }: Shape): void {
  if (c % groups === 0 && filters % groups === 0) return
  throw new SpecError({
    code: 'out-of-range',
    values: { groups, channels: c, filters },
    text: {
      en: `${numeral(groups)} groups do not divide ${numeral(c)} channels and ${numeral(filters)} filters evenly.`,
      zh: `${numeral(c)} 个通道和 ${numeral(filters)} 个滤波器不能平均分成 ${numeral(groups)} 组。`,
    },
  })
}

/** Numbers in one filter, without its bias. */
function filterSize(layer: Conv, [input]: readonly Shape[]): number {
  const [fh, fw] = pairOf(layer.size)
  return (fh * fw * input.c) / layer.groups
}

function parameters(layer: Conv, inputs: readonly Shape[]): readonly ParameterSpec[] {
  const [fh, fw] = pairOf(layer.size)
  const weights: ParameterSpec = {
    name: 'weights',
    shape: [layer.filters, inputs[0].c / layer.groups, fh, fw],
    fanIn: filterSize(layer, inputs),
    fanOut: (fh * fw * layer.filters) / layer.groups,
    start: 0,
    decays: true,
    learned: true,
  }
  const biases: ParameterSpec = {
    name: 'biases',
    shape: [layer.filters],
    fanIn: 0,
    fanOut: 0,
    start: 0,
    decays: false,
    learned: true,
  }
  return layer.bias ? [weights, biases] : [weights]
}

function formulas(layer: Conv, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  const [rows, columns] = axesOf(layer, input)
  const square = alike(rows, columns)
  const width = formula('outputWidth', outputSize(columns, axisSymbols('w', square)))
  const height = formula('outputHeight', outputSize(rows, axisSymbols('h', square)))

  const [fh, fw] = pairOf(layer.size)
  const taps =
    fh === fw
      ? [leaf('F', fh, 'filter'), leaf('F', fw, 'filter')]
      : [leaf('F_h', fh, 'filter'), leaf('F_w', fw, 'filter')]
  const channels = leaf('C', input.c, 'input')
  const read = layer.groups === 1 ? channels : over(channels, leaf('G', layer.groups, 'filter'))
  const filter = times(...taps, read)
  const owned = layer.bias ? sum(filter, plain(1)) : filter
  const neurons = units(out, 'K')
  const products = times(...neurons, ...taps, read)
  return [
    width,
    ...(square ? [] : [height]),
    formula('neurons', times(...neurons)),
    formula('parameters', times(leaf('K', layer.filters, 'filter'), owned)),
    formula('parametersUnshared', times(...neurons, owned)),
    formula('connections', products),
    formula('macs', products),
    memory(out, 'K'),
  ]
}

function explain(layer: Conv, inputs: readonly Shape[], out: Shape): Text {
  const [fh, fw] = pairOf(layer.size)
  const depth = inputs[0].c / layer.groups
  const filter = `${fw}×${fh}×${numeral(depth)}`
  const products = numeral(fh * fw * depth)
  const all = numeral(layer.filters)
  return {
    en: `Each of the ${all} filters holds ${filter} weights${layer.bias ? ' and one bias' : ''}. At every place it multiplies its ${products} weights with the ${products} numbers under it and adds up: one number of its activation map. ${volume(inputs[0])} becomes ${volume(out)}, one map per filter.`,
    zh: `${all} 个滤波器，每个有 ${filter} 个权重${layer.bias ? '和 1 个偏置' : ''}。滤波器每停一处，就把这 ${products} 个权重与窗口中的 ${products} 个数逐个相乘再求和，得到激活图上的一个数。每个滤波器得到一张激活图：${volume(inputs[0])} 变为 ${volume(out)}。`,
  }
}

function trace(layer: Conv, { inputs, output, params }: TraceInput, unit: Unit): Trace {
  const window = windowOf(layer)
  const [filters, perGroup, fh, fw] = params.weights.shape
  const first = Math.floor(unit.c / (filters / layer.groups)) * perGroup
  const taps = fh * fw
  const channels = Array.from({ length: perGroup }, (_, c): WindowTerm => {
    const x = cellsUnder(inputs[0], first + c, window, unit).map((cell) => cell ?? 0)
    const start = (unit.c * perGroup + c) * taps
    const weights = Array.from(params.weights.data.subarray(start, start + taps))
    const products = x.map((cell, i) => cell * weights[i])
    return { channel: first + c, x, weights, products, sum: products.reduce((a, b) => a + b, 0) }
  })
  return {
    kind: 'window',
    ...cornerOf(window, unit),
    size: window.size,
    dilation: window.dilation,
    channels,
    bias: layer.bias ? params.biases.data[unit.c] : 0,
    total: output.data[indexOf(output.shape, unit)],
  }
}

const products = (layer: Conv, inputs: readonly Shape[], out: Shape): number =>
  size(out) * filterSize(layer, inputs)

export const conv: LayerType<Conv, ConvSpec> = {
  type: 'conv',
  name: { en: 'conv', zh: '卷积' },
  inPlace: false,
  parse,
  outputShape,
  parameters,
  reach: windowOf,
  connections: products,
  macs: products,
  formulas,
  explain,
  forward: (layer, { kernels, inputs, output, params, from, to }) =>
    kernels.convForward(inputs[0], params.weights, params.biases ?? null, output, windowOf(layer), {
      from,
      to,
    }),
  backward(layer, { kernels, inputs, params, dOutput, dInputs, dParams, from, to }) {
    const window = windowOf(layer)
    const [dx] = dInputs
    if (dx) kernels.convBackwardInput(dOutput, params.weights, dx, window, { from, to })
    kernels.convBackwardParams(inputs[0], dOutput, dParams.weights, dParams.biases ?? null, window, {
      from,
      to,
    })
  },
  trace,
  examples: [
    { layer: { type: 'conv', filters: 2, size: 3, stride: 2, pad: 1 }, inputs: [{ c: 3, h: 5, w: 5 }] },
    { layer: { type: 'conv', filters: 4, size: 1 }, inputs: [{ c: 3, h: 2, w: 3 }] },
    {
      layer: { type: 'conv', filters: 2, size: [2, 3], stride: [1, 2], pad: [0, 1, 1, 2], bias: false },
      inputs: [{ c: 2, h: 4, w: 4 }],
    },
    { layer: { type: 'conv', filters: 2, size: 3, dilation: 2 }, inputs: [{ c: 1, h: 6, w: 5 }] },
    { layer: { type: 'conv', filters: 4, size: 2, groups: 2 }, inputs: [{ c: 4, h: 3, w: 3 }] },
    {
      layer: { type: 'conv', filters: 1, size: 3, stride: 2, rounding: 'floor' },
      inputs: [{ c: 1, h: 6, w: 6 }],
    },
    {
      layer: { type: 'conv', filters: 1, size: 3, stride: 2, rounding: 'ceil' },
      inputs: [{ c: 1, h: 6, w: 6 }],
    },
  ],
}
