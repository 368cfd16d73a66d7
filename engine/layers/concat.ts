import { numeral } from '../plan/numerals'
import { type Shape, SpecError, size } from '../shape'
import type { BackwardPass, ForwardPass, LayerType, Source, Unit } from './layer'
import { checkFields } from './shared/fields'
import { indexOf, volume } from './shared/inputs'
import { ONE_CELL, oneToOne } from './shared/pointwise'

/** Volumes of the same height and width, one behind the other along the channels: where branches join. */
export interface ConcatSpec {
  readonly type: 'concat'
}

function outputShape(_layer: ConcatSpec, inputs: readonly Shape[]): Shape {
  if (inputs.length < 2) {
    throw new SpecError({
      code: 'wrong-inputs',
      values: { type: 'concat', found: inputs.length, expected: 2 },
      text: {
        en: `A concat layer needs at least two inputs; here it is given ${numeral(inputs.length)}. Name another node in from, or leave the layer out.`,
        zh: `concat 层至少需要两个输入，这里给了 ${numeral(inputs.length)} 个。请在 from 里再写一个节点，或去掉这一层。`,
      },
    })
  }
  const [{ h, w }] = inputs
  const odd = inputs.find((shape) => shape.h !== h || shape.w !== w)
  if (!odd) return { c: inputs.reduce((sum, shape) => sum + shape.c, 0), h, w }
  throw new SpecError({
    code: 'wrong-inputs',
    values: { type: 'concat', first: volume(inputs[0]), other: volume(odd) },
    text: {
      en: `Only volumes of the same width and height can stand one behind the other; here ${volume(inputs[0])} meets ${volume(odd)}. Padding or the stride of a branch can mend it.`,
      zh: `只有宽和高都相同的数据体才能沿通道拼接，这里一个是 ${volume(inputs[0])}，另一个是 ${volume(odd)}。可以调整某个分支的填充或步长。`,
    },
  })
}

/** Inputs lie one behind the other in each image, for the channel is the outermost axis of an image. */
function forward(_layer: ConcatSpec, { inputs, output, from, to }: ForwardPass): void {
  const whole = output.data.length / output.shape[0]
  let offset = 0
  for (const x of inputs) {
    const part = x.data.length / x.shape[0]
    for (let n = from; n < to; n++) {
      output.data.set(x.data.subarray(n * part, (n + 1) * part), n * whole + offset)
    }
    offset += part
  }
}

/** Every input receives its own part of the gradient. */
function backward(_layer: ConcatSpec, { kernels, inputs, dOutput, dInputs, from, to }: BackwardPass): void {
  const dy = dOutput.data
  const whole = dy.length / dOutput.shape[0]
  let offset = 0
  inputs.forEach((x, input) => {
    const part = x.data.length / x.shape[0]
    const dx = dInputs[input]?.data
    if (dx) {
      for (let n = from; n < to; n++) kernels.accumulate(dy, n * whole + offset, dx, n * part, part)
    }
    offset += part
  })
}

function copyOf(_layer: ConcatSpec, inputs: readonly Shape[], unit: Unit): Source {
  let { c } = unit
  let input = 0
  while (c >= inputs[input].c) c -= inputs[input++].c
  return { input, unit: { ...unit, c } }
}

/** 64 + 128 + 32 */
const depths = (inputs: readonly Shape[]): string => inputs.map(({ c }) => numeral(c)).join(' + ')

export const concat: LayerType<ConcatSpec> = {
  type: 'concat',
  name: { en: 'concat', zh: '拼接' },
  inPlace: false,
  sameFlattened: true,
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'concat' }
  },
  outputShape,
  parameters: () => [],
  reach: () => ONE_CELL,
  connections: (_layer, _inputs, out) => size(out),
  macs: () => 0,
  formulas: (_layer, _inputs, out) => oneToOne(out),
  explain: (_layer, inputs, out) => ({
    en: `The channels of the ${numeral(inputs.length)} inputs stand one behind the other: ${depths(inputs)} = ${numeral(out.c)}, so the volume is ${volume(out)}. Nothing is computed; on the way back each input receives its own part of the gradient.`,
    zh: `${numeral(inputs.length)} 个输入的通道依次排在一起：${depths(inputs)} = ${numeral(out.c)}，尺寸为 ${volume(out)}。不做任何计算；反向传播时，每个输入取回自己那一部分梯度。`,
  }),
  copyOf,
  forward,
  backward,
  trace(layer, { inputs, output }, unit) {
    const shapes = inputs.map(({ shape: [, c, h, w] }): Shape => ({ c, h, w }))
    const total = output.data[indexOf(output.shape, unit)]
    return { kind: 'copy', ...copyOf(layer, shapes, unit), total }
  },
  examples: [
    {
      layer: { type: 'concat' },
      inputs: [
        { c: 2, h: 2, w: 3 },
        { c: 1, h: 2, w: 3 },
        { c: 3, h: 2, w: 3 },
      ],
    },
    {
      layer: { type: 'concat' },
      inputs: [
        { c: 4, h: 1, w: 1 },
        { c: 4, h: 1, w: 1 },
      ],
    },
  ],
}
