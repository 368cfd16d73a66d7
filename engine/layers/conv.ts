import { convScratch } from '../kernels/scratch'
import type { Formula } from '../plan/formula'
import { formula, leaf, memory, times } from '../plan/formula-parts'
import { numeral } from '../plan/numerals'
import type { Shape } from '../shape'
import type { Text } from '../text'
import type { LayerType } from './layer'
import {
  FILTER_SETTINGS,
  type FilterSettings,
  type Filters,
  filterExpressions,
  filteredShape,
  filterParameters,
  parseFilters,
  products,
  traceFilter,
} from './shared/filters'
import { volume } from './shared/inputs'
import { pairOf, windowOf } from './shared/window'
import { outputSizes } from './shared/window-formulas'

/** Filters that slide over the input and are shared by all its places. */
export interface ConvSpec extends FilterSettings {
  readonly type: 'conv'
}

/** The same with every default filled in. */
export interface Conv extends Filters {
  readonly type: 'conv'
}

function formulas(layer: Conv, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  const { owned, neurons, products } = filterExpressions(layer, input, out)
  return [
    ...outputSizes(layer, input),
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

export const conv: LayerType<Conv, ConvSpec> = {
  type: 'conv',
  name: { en: 'conv', zh: '卷积' },
  inPlace: false,
  patternWords: [{ word: 'CONV', also: ['convolution', 'conv2d', '卷积'], ...FILTER_SETTINGS }],
  parse: (raw, path) => ({ type: 'conv', ...parseFilters(raw, path) }),
  outputShape: filteredShape,
  parameters: (layer, inputs) => filterParameters(layer, inputs, []),
  reach: windowOf,
  connections: products,
  macs: products,
  formulas,
  explain,
  scratch: (layer, [input], out, calls) => convScratch(input, out, windowOf(layer), calls),
  forward: (layer, { kernels, inputs, output, params, from, to }) =>
    kernels.convForward(inputs[0], params.weights, params.biases ?? null, output, windowOf(layer), {
      from,
      to,
    }),
  writes: true,
  backward(layer, { kernels, inputs, params, dOutput, dInputs, dParams, fresh, from, to }) {
    const window = windowOf(layer)
    const [dx] = dInputs
    if (dx) kernels.convBackwardInput(dOutput, params.weights, dx, window, { from, to }, fresh)
    kernels.convBackwardParams(inputs[0], dOutput, dParams.weights, dParams.biases ?? null, window, {
      from,
      to,
    })
  },
  trace: (layer, values, unit) => traceFilter(layer, values, unit, { filter: unit.c, bias: unit.c }),
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
