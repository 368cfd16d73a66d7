import { formula, memory, times, units } from '../plan/formula-parts'
import { size } from '../shape'
import { checkFields } from './fields'
import { indexOf, onlyInput, volume } from './inputs'
import type { LayerType, Reach } from './layer'

/** y = max(0, x): what is negative becomes 0. */
export interface ReluSpec {
  readonly type: 'relu'
}

/** One cell of the same place: the reach of every layer that works number by number. */
export const ONE_CELL: Reach = { size: [1, 1], stride: [1, 1], padBefore: [0, 0], dilation: [1, 1] }

export const relu: LayerType<ReluSpec> = {
  type: 'relu',
  name: { en: 'ReLU', zh: 'ReLU' },
  inPlace: true,
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'relu' }
  },
  outputShape: (_layer, inputs) => onlyInput('relu', inputs),
  parameters: () => [],
  reach: () => ONE_CELL,
  connections: (_layer, _inputs, out) => size(out),
  macs: () => 0,
  formulas: (_layer, _inputs, out) => [
    formula('neurons', times(...units(out, 'C'))),
    formula('connections', times(...units(out, 'C'))),
    memory(out, 'C'),
  ],
  explain: (_layer, _inputs, out) => ({
    en: `Every negative number becomes 0, every other passes unchanged: max(0, x). The volume stays ${volume(out)}, and nothing is learned.`,
    zh: `负数变为 0，其余原样通过：max(0, x)。尺寸仍为 ${volume(out)}，没有要学的参数。`,
  }),
  forward: (_layer, { kernels, inputs, output, from, to }) =>
    kernels.reluForward(inputs[0], output, { from, to }),
  backward(_layer, { kernels, output, dOutput, dInputs, from, to }) {
    const [dx] = dInputs
    if (dx) kernels.reluBackward(output, dOutput, dx, { from, to })
  },
  trace(_layer, { inputs, output }, unit) {
    const index = indexOf(output.shape, unit)
    return { kind: 'pointwise', input: inputs[0].data[index], total: output.data[index] }
  },
  examples: [
    { layer: { type: 'relu' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'relu' }, inputs: [{ c: 5, h: 1, w: 1 }] },
  ],
}
