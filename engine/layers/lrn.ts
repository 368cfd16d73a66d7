import { lrnScratch } from '../kernels/scratch'
import type { Formula } from '../plan/formula'
import { formula, leaf, memory, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, size } from '../shape'
import type { Text } from '../text'
import type { BackwardPass, ForwardPass, LayerType, Trace, TraceInput, Unit } from './layer'
import { checkFields, type Raw, readInteger, readNumber } from './shared/fields'
import { indexOf, onlyInput, volume } from './shared/inputs'
import { keptFloats } from './shared/kept-floats'
import { ONE_CELL } from './shared/pointwise'

/**
 * Local response normalisation: y = x / (k + α/n · Σ x²)^β, the squares being those of n neighbouring channels at the same
 * place. The defaults are PyTorch's and ONNX's; AlexNet's paper has k = 2, and does not divide α by n.
 */
export interface LrnSpec {
  readonly type: 'lrn'
  readonly size?: number // n, default 5
  readonly alpha?: number // default 1e-4
  readonly beta?: number // default 0.75
  readonly k?: number // default 1
}

export type Lrn = Required<LrnSpec>

function parse(raw: Raw, path: string): Lrn {
  checkFields(raw, ['type', 'size', 'alpha', 'beta', 'k'], path)
  return {
    type: 'lrn',
    size: readInteger(raw, 'size', limits.neighbours, path, 5),
    alpha: readNumber(raw, 'alpha', limits.lrnAlpha, path, 1e-4),
    beta: readNumber(raw, 'beta', limits.lrnBeta, path, 0.75),
    k: readNumber(raw, 'k', limits.lrnK, path, 1),
  }
}

/** Neighbours beyond the first and the last channel are counted like padding. */
const connections = ({ size: n }: Lrn, _inputs: readonly Shape[], out: Shape): number => size(out) * n

const formulas = ({ size: n }: Lrn, _inputs: readonly Shape[], out: Shape): readonly Formula[] => [
  formula('neurons', times(...units(out, 'C'))),
  formula('connections', times(...units(out, 'C'), leaf('n', n, 'filter'))),
  memory(out, 'C'),
]

function explain({ size: n, alpha, beta, k }: Lrn, _inputs: readonly Shape[], out: Shape): Text {
  const [before, after] = [Math.floor(n / 2), Math.floor((n - 1) / 2)].map(numeral)
  const [a, b, offset] = [alpha, beta, k].map(numeral)
  return {
    en: `Every number is divided by (${offset} + ${a}/${numeral(n)} · Σ x²)^${b}: the squares are those of its place in its own channel, the ${before} before and the ${after} after it, so that a unit is damped where its neighbours in depth are strong. The volume stays ${volume(out)}, and nothing is learned. α is divided by the number of neighbours, as in Caffe, PyTorch and ONNX; the paper on AlexNet does not divide: its 0.0001, for pixels of 0 to 255 and 5 neighbours, is 0.0005 here, and has to be larger where numbers are smaller.`,
    zh: `每个数除以 (${offset} + ${a}/${numeral(n)} · Σ x²)^${b}，平方和取自同一位置上本通道、前 ${before} 个和后 ${after} 个通道：相邻通道的响应越强，这个数被压得越小。尺寸仍为 ${volume(out)}，没有要学的参数。这里的 α 要除以邻域大小，与 Caffe、PyTorch、ONNX 一致；AlexNet 论文不除：论文对 0 到 255 的像素、5 个通道取 0.0001，相当于这里的 0.0005；数值更小时要取得更大。`,
  }
}

function forward(layer: Lrn, { kernels, inputs, output, kept, from, to }: ForwardPass): void {
  kernels.lrnForward(inputs[0], output, keptFloats(kept, 'bases'), layer, { from, to })
}

function backward(layer: Lrn, pass: BackwardPass): void {
  const { kernels, inputs, output, kept, dOutput, from, to } = pass
  const [dx] = pass.dInputs
  if (!dx) return
  kernels.lrnBackward(inputs[0], output, keptFloats(kept, 'bases'), dOutput, dx, layer, { from, to })
}

function trace(layer: Lrn, { inputs: [x], output }: TraceInput, unit: Unit): Trace {
  const first = Math.max(0, unit.c - Math.floor(layer.size / 2))
  const last = Math.min(x.shape[1] - 1, unit.c + Math.floor((layer.size - 1) / 2))
  const channels = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const values = channels.map((c) => x.data[indexOf(x.shape, { ...unit, c })])
  const squares = values.reduce((sum, value) => sum + value * value, 0)
  return {
    kind: 'neighbours',
    channels,
    values,
    input: x.data[indexOf(x.shape, unit)],
    squares,
    base: layer.k + (layer.alpha / layer.size) * squares,
    power: layer.beta,
    total: output.data[indexOf(output.shape, unit)],
  }
}

export const lrn: LayerType<Lrn, LrnSpec> = {
  type: 'lrn',
  name: { en: 'LRN', zh: '局部响应归一化' },
  inPlace: false,
  ownScale: () => true,
  mixesChannels: true,
  patternWords: [
    { word: 'LRN', also: ['局部响应归一化'], plain: ['size', 'alpha', 'beta', 'k'], unnamed: 0 },
  ],
  parse,
  outputShape: (_layer, inputs) => onlyInput('lrn', inputs),
  parameters: () => [],
  reach: () => ONE_CELL,
  connections,
  macs: () => 0,
  formulas,
  explain,
  keeps: (_layer, _inputs, out) => [{ name: 'bases', type: 'float', length: size(out), of: 'image' }],
  scratch: (_layer, [input], _out, calls) => lrnScratch(input.c, calls),
  forward,
  backward,
  trace,
  examples: [
    { layer: { type: 'lrn' }, inputs: [{ c: 7, h: 2, w: 2 }] },
    { layer: { type: 'lrn', size: 3, alpha: 0.9, beta: 0.75, k: 2 }, inputs: [{ c: 4, h: 2, w: 3 }] },
    { layer: { type: 'lrn', size: 4, alpha: 1.5, beta: 0.5, k: 1 }, inputs: [{ c: 6, h: 1, w: 2 }] },
    { layer: { type: 'lrn', size: 9, alpha: 2, beta: 1 }, inputs: [{ c: 3, h: 1, w: 1 }] },
  ],
}
