import { sigmoidOf, sigmoidSlope } from '../kernels/reference/activations'
import type { LayerType } from './layer'
import { checkFields } from './shared/fields'
import { volume } from './shared/inputs'
import { pointwise } from './shared/pointwise'

/** y = 1/(1 + e^−x): every number into (0, 1). */
export interface SigmoidSpec {
  readonly type: 'sigmoid'
}

/** The sign turned in writing: e^−0.5, e^0.5. */
const negated = (x: string): string => (x.startsWith('−') ? x.slice(1) : `−${x}`)

export const sigmoid: LayerType<SigmoidSpec> = {
  ...pointwise('sigmoid'),
  type: 'sigmoid',
  name: { en: 'sigmoid', zh: 'sigmoid' },
  inPlace: false,
  nonNegative: true,
  ownScale: () => true,
  neverOff: true,
  patternWords: [{ word: 'SIGMOID', also: [], plain: [], unnamed: 0 }],
  activation: {
    written: (_layer, x) => `1/(1 + e^${negated(x)})`,
    value: (_layer, x) => sigmoidOf(x),
    slope: (_layer, _x, y) => sigmoidSlope(y),
  },
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'sigmoid' }
  },
  explain: (_layer, _inputs, out) => ({
    en: `Every number is bent into the range from 0 to 1 by 1/(1 + e^−x); far from 0 the curve is flat, and at best a quarter of the gradient comes back. The volume stays ${volume(out)}, and nothing is learned.`,
    zh: `每个数经 1/(1 + e^−x) 压进 0 到 1 之间；离 0 远时曲线很平，传回的梯度最多只有四分之一。尺寸仍为 ${volume(out)}，没有要学的参数。`,
  }),
  forward: (_layer, { kernels, inputs, output, from, to }) =>
    kernels.sigmoidForward(inputs[0], output, { from, to }),
  backward(_layer, { kernels, output, dOutput, dInputs: [dx], from, to }) {
    if (dx) kernels.sigmoidBackward(output, dOutput, dx, { from, to })
  },
  examples: [
    { layer: { type: 'sigmoid' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'sigmoid' }, inputs: [{ c: 5, h: 1, w: 1 }] },
  ],
}
