import { formula, leaf, memory, times, units } from '../plan/formula-parts'
import { type Shape, size } from '../shape'
import type { Tensor } from '../tensor'
import type { LayerType, Trace, TraceInput, Unit } from './layer'
import { checkFields } from './shared/fields'
import { indexOf, onlyInput, volume } from './shared/inputs'
import { ONE_CELL } from './shared/pointwise'

/** Scores to probabilities, over the channels of each place: yₖ = exp(xₖ) / Σ exp(xⱼ). */
export interface SoftmaxSpec {
  readonly type: 'softmax'
}

function trace(_layer: SoftmaxSpec, { inputs, output }: TraceInput, unit: Unit): Trace {
  const scores = channelsAt(inputs[0], unit)
  const largest = scores.reduce((most, score) => Math.max(most, score)) // there may be too many to be arguments
  return {
    kind: 'softmax',
    scores,
    exponentials: scores.map((score) => Math.exp(score - largest)),
    total: output.data[indexOf(output.shape, unit)],
  }
}

const channelsAt = (x: Tensor, { y, x: column }: Unit): number[] =>
  Array.from({ length: x.shape[1] }, (_, c) => x.data[indexOf(x.shape, { c, y, x: column })])

/** Each unit reads all channels of its place. */
const connections = (_layer: SoftmaxSpec, _inputs: readonly Shape[], out: Shape): number => size(out) * out.c

export const softmax: LayerType<SoftmaxSpec> = {
  type: 'softmax',
  name: { en: 'softmax', zh: 'softmax' },
  inPlace: true,
  nonNegative: true,
  ownScale: () => true,
  neverOff: true,
  mixesChannels: true,
  patternWords: [{ word: 'SOFTMAX', also: [], plain: [], unnamed: 0 }],
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'softmax' }
  },
  outputShape: (_layer, inputs) => onlyInput('softmax', inputs),
  parameters: () => [],
  reach: () => ONE_CELL,
  connections,
  macs: () => 0,
  formulas: (_layer, [input], out) => [
    formula('neurons', times(...units(out, 'C'))),
    formula('connections', times(...units(out, 'C'), leaf('C', input.c, 'input'))),
    memory(out, 'C'),
  ],
  explain: (_layer, _inputs, out) => ({
    en: `The scores become probabilities: each is raised to a power of e and divided by the sum of all, so that ${volume(out)} numbers between 0 and 1 add up to 1${out.h * out.w > 1 ? ' at every place' : ''}.`,
    zh: `把得分变为概率：先取 e 的指数，再除以总和；${volume(out)} 个数都在 0 与 1 之间，${out.h * out.w > 1 ? '每个位置上' : ''}加起来等于 1。`,
  }),
  forward: (_layer, { kernels, inputs, output, from, to }) =>
    kernels.softmaxForward(inputs[0], output, { from, to }),
  backward(_layer, { kernels, output, dOutput, dInputs: [dx], from, to }) {
    if (dx) kernels.softmaxBackward(output, dOutput, dx, { from, to })
  },
  trace,
  examples: [
    { layer: { type: 'softmax' }, inputs: [{ c: 10, h: 1, w: 1 }] },
    { layer: { type: 'softmax' }, inputs: [{ c: 3, h: 2, w: 2 }] },
  ],
}
