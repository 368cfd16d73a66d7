import { tanhOf, tanhSlope } from '../kernels/reference/activations'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import type { LayerType } from './layer'
import { checkFields, readNumber } from './shared/fields'
import { volume } from './shared/inputs'
import { pointwise } from './shared/pointwise'

/** y = outer·tanh(inner·x): every number into (−outer, outer). LeNet-5 of 1998: 1.7159 and 2/3, so that ±1 stays ±1. */
export interface TanhSpec {
  readonly type: 'tanh'
  readonly outer?: number // default 1
  readonly inner?: number // default 1
}

export type Tanh = Required<TanhSpec>

/** Five digits say enough of 2/3. */
const times = (factor: number): string => (factor === 1 ? '' : `${numeral(Number(factor.toPrecision(5)))} × `)

export const tanh: LayerType<Tanh, TanhSpec> = {
  ...pointwise('tanh'),
  type: 'tanh',
  name: { en: 'tanh', zh: 'tanh' },
  inPlace: false,
  ownScale: () => true,
  neverOff: true,
  patternWords: [{ word: 'TANH', also: [], plain: ['outer', 'inner'], unnamed: 0 }],
  activation: {
    written: ({ outer, inner }, x) => `${times(outer)}tanh(${times(inner)}${x})`,
    value: tanhOf,
    slope: (layer, _x, y) => tanhSlope(layer, y),
  },
  parse(raw, path) {
    checkFields(raw, ['type', 'outer', 'inner'], path)
    return {
      type: 'tanh',
      outer: readNumber(raw, 'outer', limits.tanh, path, 1),
      inner: readNumber(raw, 'inner', limits.tanh, path, 1),
    }
  },
  explain(layer, _inputs, out) {
    const end = numeral(layer.outer)
    const written = `${times(layer.outer)}tanh(${times(layer.inner)}x)`
    return {
      en: `Every number is bent into the range from −${end} to ${end} by ${written}; near the ends the curve is flat, and hardly any gradient comes back. The volume stays ${volume(out)}, and nothing is learned.`,
      zh: `每个数经 ${written} 压进 −${end} 到 ${end} 之间；接近两端时曲线很平，几乎没有梯度传回。尺寸仍为 ${volume(out)}，没有要学的参数。`,
    }
  },
  forward: (layer, { kernels, inputs, output, from, to }) =>
    kernels.tanhForward(inputs[0], output, layer, { from, to }),
  backward(layer, { kernels, output, dOutput, dInputs: [dx], from, to }) {
    if (dx) kernels.tanhBackward(output, dOutput, dx, layer, { from, to })
  },
  examples: [
    { layer: { type: 'tanh' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'tanh', outer: 1.7159, inner: 2 / 3 }, inputs: [{ c: 5, h: 1, w: 1 }] },
  ],
}
