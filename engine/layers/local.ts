import { localScratch } from '../kernels/scratch'
import type { Formula } from '../plan/formula'
import { formula, memory, times } from '../plan/formula-parts'
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
  filterSize,
  parseFilters,
  products,
  traceFilter,
} from './shared/filters'
import { indexOf, volume } from './shared/inputs'
import { windowOf } from './shared/window'
import { outputSizes } from './shared/window-formulas'

/** Locally connected: windows as in a convolution, but every place has filters of its own. */
export interface LocalSpec extends FilterSettings {
  readonly type: 'local'
}

/** The same with every default filled in. */
export interface Local extends Filters {
  readonly type: 'local'
}

function formulas(layer: Local, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  const { owned, neurons, products } = filterExpressions(layer, input, out)
  return [
    ...outputSizes(layer, input),
    formula('neurons', times(...neurons)),
    formula('parameters', times(...neurons, owned)),
    formula('connections', products),
    formula('macs', products),
    memory(out, 'K'),
  ]
}

function explain(layer: Local, inputs: readonly Shape[], out: Shape): Text {
  const weights = numeral(filterSize(layer, inputs))
  const places = `${numeral(out.w)}×${numeral(out.h)}`
  const all = numeral(layer.filters)
  return {
    en: `Windows as in a convolution, but nothing is shared: each of the ${places} places has ${all} filters of its own, of ${weights} weights${layer.bias ? ' and one bias' : ''} each. That pays where a feature belongs to a place, as in centred faces. ${volume(inputs[0])} becomes ${volume(out)}.`,
    zh: `窗口与卷积相同，但参数不共享：${places} 个位置各有自己的 ${all} 个滤波器，每个有 ${weights} 个权重${layer.bias ? '和 1 个偏置' : ''}。如果特征总出现在固定的位置，例如居中的人脸，这样做才划算。${volume(inputs[0])} 变为 ${volume(out)}。`,
  }
}

export const local: LayerType<Local, LocalSpec> = {
  type: 'local',
  name: { en: 'local', zh: '局部连接' },
  inPlace: false,
  readsWeightsByPiece: true,
  patternWords: [{ word: 'LOCAL', also: ['locallyconnected', '局部连接'], ...FILTER_SETTINGS }],
  parse: (raw, path) => ({ type: 'local', ...parseFilters(raw, path) }),
  outputShape: filteredShape,
  /** weights [oh][ow][K][C/G][fh][fw], biases [K][oh][ow] */
  parameters(layer, inputs) {
    const { h, w } = filteredShape(layer, inputs)
    return filterParameters(layer, inputs, [h, w])
  },
  reach: windowOf,
  connections: products,
  macs: products,
  formulas,
  explain,
  scratch: (layer, [input], out, calls) => localScratch(input, out, windowOf(layer), calls),
  forward: (layer, { kernels, inputs, output, params, from, to }) =>
    kernels.localForward(inputs[0], params.weights, params.biases ?? null, output, windowOf(layer), {
      from,
      to,
    }),
  backward(layer, { kernels, inputs, params, dOutput, dInputs, dParams, from, to }) {
    const window = windowOf(layer)
    const [dx] = dInputs
    if (dx) kernels.localBackwardInput(dOutput, params.weights, dx, window, { from, to })
    kernels.localBackwardParams(inputs[0], dOutput, dParams.weights, dParams.biases ?? null, window, {
      from,
      to,
    })
  },
  trace(layer, values, unit) {
    const { shape } = values.output
    return traceFilter(layer, values, unit, {
      filter: (unit.y * shape[3] + unit.x) * layer.filters + unit.c,
      bias: indexOf(shape, unit),
    })
  },
  examples: [
    { layer: { type: 'local', filters: 2, size: 3, stride: 2, pad: 1 }, inputs: [{ c: 2, h: 5, w: 5 }] },
    {
      layer: { type: 'local', filters: 3, size: [2, 3], stride: [1, 2], pad: [0, 1, 1, 2], bias: false },
      inputs: [{ c: 2, h: 3, w: 4 }],
    },
    { layer: { type: 'local', filters: 1, size: 2, dilation: 2 }, inputs: [{ c: 1, h: 4, w: 3 }] },
    { layer: { type: 'local', filters: 4, size: 2, groups: 2 }, inputs: [{ c: 4, h: 3, w: 2 }] },
    {
      layer: { type: 'local', filters: 1, size: 3, stride: 2, rounding: 'ceil' },
      inputs: [{ c: 1, h: 4, w: 4 }],
    },
  ],
}
