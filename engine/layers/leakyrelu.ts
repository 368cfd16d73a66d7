import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import type { LayerType } from './layer'
import { checkFields, readNumber } from './shared/fields'
import { volume } from './shared/inputs'
import { pointwise } from './shared/pointwise'

/** y = x above 0, slope·x below: a ReLU that lets a little through, so that no unit goes silent for good. */
export interface LeakyReluSpec {
  readonly type: 'leakyrelu'
  readonly slope?: number // default 0.01
}

export type LeakyRelu = Required<LeakyReluSpec>

const value = ({ slope }: LeakyRelu, x: number): number => (x <= 0 ? slope * x : x)

/** By the sign of x, not of y: with slope 0 they differ. */
const slopeAt = ({ slope }: LeakyRelu, x: number): number => (x <= 0 ? slope : 1)

export const leakyrelu: LayerType<LeakyRelu, LeakyReluSpec> = {
  ...pointwise('leakyrelu'),
  type: 'leakyrelu',
  name: { en: 'leaky ReLU', zh: 'Leaky ReLU' },
  inPlace: false,
  changesNothing: ({ slope }, nonNegative) => nonNegative || slope === 1,
  patternWords: [{ word: 'LEAKYRELU', also: ['lrelu'], plain: ['slope'], unnamed: 1 }],
  activation: {
    // The slope is at most 1, so the larger of the two is the right one on both sides of 0.
    written: ({ slope }, x) => `max(${x}, ${numeral(slope)} × ${x})`,
    value,
    slope: slopeAt,
  },
  parse(raw, path) {
    checkFields(raw, ['type', 'slope'], path)
    return { type: 'leakyrelu', slope: readNumber(raw, 'slope', limits.slope, path, 0.01) }
  },
  explain: ({ slope }, _inputs, out) => ({
    en: `Numbers above 0 pass unchanged, those below are multiplied by ${numeral(slope)}: so a little of the gradient always comes back, and no unit is lost for good. The volume stays ${volume(out)}, and nothing is learned.`,
    zh: `大于 0 的数原样通过，小于 0 的数乘以 ${numeral(slope)}：梯度总能传回一点，神经元不会永远沉默。尺寸仍为 ${volume(out)}，没有要学的参数。`,
  }),
  forward: ({ slope }, { kernels, inputs, output, from, to }) =>
    kernels.leakyReluForward(inputs[0], output, slope, { from, to }),
  backward({ slope }, { kernels, inputs, dOutput, dInputs, from, to }) {
    const [dx] = dInputs
    if (dx) kernels.leakyReluBackward(inputs[0], dOutput, dx, slope, { from, to })
  },
  examples: [
    { layer: { type: 'leakyrelu' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'leakyrelu', slope: 0.3 }, inputs: [{ c: 5, h: 1, w: 1 }] },
  ],
}
