import type { LayerType } from './layer'
import { checkFields } from './shared/fields'
import { volume } from './shared/inputs'
import { pointwise } from './shared/pointwise'

/** y = max(0, x): what is negative becomes 0. */
export interface ReluSpec {
  readonly type: 'relu'
}

export const relu: LayerType<ReluSpec> = {
  ...pointwise('relu'),
  type: 'relu',
  name: { en: 'ReLU', zh: 'ReLU' },
  inPlace: true,
  nonNegative: true,
  changesNothing: (_layer, nonNegative) => nonNegative,
  patternWords: [{ word: 'RELU', also: [], plain: [], unnamed: 0 }],
  activation: {
    written: (_layer, x) => `max(0, ${x})`,
    value: (_layer, x) => Math.max(0, x),
    slope: (_layer, x) => (x <= 0 ? 0 : 1),
  },
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'relu' }
  },
  explain: (_layer, _inputs, out) => ({
    en: `Every negative number becomes 0, every other passes unchanged: max(0, x). The volume stays ${volume(out)}, and nothing is learned.`,
    zh: `负数变为 0，其余原样通过：max(0, x)。尺寸仍为 ${volume(out)}，没有要学的参数。`,
  }),
  forward: (_layer, { kernels, inputs, output, from, to }) =>
    kernels.reluForward(inputs[0], output, { from, to }),
  writes: true,
  backward(_layer, { kernels, output, dOutput, dInputs, fresh, from, to }) {
    const [dx] = dInputs
    if (dx) kernels.reluBackward(output, dOutput, dx, { from, to }, fresh)
  },
  examples: [
    { layer: { type: 'relu' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'relu' }, inputs: [{ c: 5, h: 1, w: 1 }] },
  ],
}
