import { formula, leaf, memory, times, units } from '../plan/formula-parts'
import { numeral } from '../plan/numerals'
import { type Shape, SpecError, size } from '../shape'
import type { BackwardPass, ForwardPass, LayerType } from './layer'
import { checkFields } from './shared/fields'
import { indexOf, sameShape, volume } from './shared/inputs'
import { numbersOf, ONE_CELL } from './shared/pointwise'

/** Volumes of one shape, added number by number: where a shortcut joins its branch again. */
export interface AddSpec {
  readonly type: 'add'
}

function outputShape(_layer: AddSpec, inputs: readonly Shape[]): Shape {
  if (inputs.length < 2) {
    throw new SpecError({
      code: 'wrong-inputs',
      values: { type: 'add', found: inputs.length, expected: 2 },
      text: {
        en: `An add layer needs at least two inputs; here it is given ${numeral(inputs.length)}. Name another node in from, or leave the layer out.`,
        zh: `add 层至少需要两个输入，这里给了 ${numeral(inputs.length)} 个。请在 from 里再写一个节点，或去掉这一层。`,
      },
    })
  }
  const odd = inputs.find((shape) => !sameShape(shape, inputs[0]))
  if (!odd) return inputs[0]
  throw new SpecError({
    code: 'wrong-inputs',
    values: { type: 'add', first: volume(inputs[0]), other: volume(odd) },
    text: {
      en: `Only volumes of the same size can be added; here ${volume(inputs[0])} meets ${volume(odd)}. The stride, the padding or the number of filters of a branch can mend it.`,
      zh: `只有尺寸相同的数据体才能相加，这里一个是 ${volume(inputs[0])}，另一个是 ${volume(odd)}。可以调整某个分支的步长、填充或滤波器个数。`,
    },
  })
}

function forward(_layer: AddSpec, { kernels, inputs, output, from, to }: ForwardPass): void {
  const [first, ...others] = inputs
  const { start, end } = numbersOf(output, { from, to })
  output.data.set(first.data.subarray(start, end), start)
  for (const x of others) kernels.accumulate(x.data, start, output.data, start, end - start)
}

/** Every input receives the gradient unchanged. */
function backward(_layer: AddSpec, { kernels, dOutput: dy, dInputs, from, to }: BackwardPass): void {
  const { start, end } = numbersOf(dy, { from, to })
  for (const dx of dInputs) if (dx) kernels.accumulate(dy.data, start, dx.data, start, end - start)
}

export const add: LayerType<AddSpec> = {
  type: 'add',
  name: { en: 'add', zh: '相加' },
  inPlace: false,
  sameFlattened: true,
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'add' }
  },
  outputShape,
  parameters: () => [],
  reach: () => ONE_CELL,
  connections: (_layer, inputs, out) => size(out) * inputs.length,
  macs: () => 0,
  formulas: (_layer, inputs, out) => [
    formula('neurons', times(...units(out, 'C'))),
    formula('connections', times(...units(out, 'C'), leaf('N', inputs.length, 'input'))),
    memory(out, 'C'),
  ],
  explain: (_layer, inputs, out) => ({
    en: `The ${numeral(inputs.length)} inputs, all ${volume(out)}, are added number by number. On the way back each of them receives the whole gradient.`,
    zh: `${numeral(inputs.length)} 个输入的尺寸都是 ${volume(out)}，逐个数相加。反向传播时，每个输入都得到完整的梯度。`,
  }),
  forward,
  backward,
  trace(_layer, { inputs, output }, unit) {
    const index = indexOf(output.shape, unit)
    return { kind: 'sum', terms: inputs.map((x) => x.data[index]), total: output.data[index] }
  },
  examples: [
    {
      layer: { type: 'add' },
      inputs: [
        { c: 2, h: 2, w: 3 },
        { c: 2, h: 2, w: 3 },
      ],
    },
  ],
}
