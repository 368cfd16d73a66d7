import { fcScratch } from '../kernels/scratch'
import type { Formula } from '../plan/formula'
import { formula, leaf, memory, plain, sum, times } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, size } from '../shape'
import type { LayerType, ParameterSpec, Trace, TraceInput, Unit, WindowTerm } from './layer'
import { checkFields, type Raw, readFlag, readInteger } from './shared/fields'
import { indexOf, onlyInput, volume } from './shared/inputs'

/** Every unit reads the whole input with weights of its own. */
export interface FcSpec {
  readonly type: 'fc'
  readonly units: number // K
  readonly bias?: boolean // default true
}

/** The same with every default filled in. */
export type Fc = Required<FcSpec>

function parse(raw: Raw, path: string): Fc {
  checkFields(raw, ['type', 'units', 'bias'], path)
  return {
    type: 'fc',
    units: readInteger(raw, 'units', limits.units, path),
    bias: readFlag(raw, 'bias', path, true),
  }
}

function parameters({ units, bias }: Fc, [input]: readonly Shape[]): readonly ParameterSpec[] {
  const inputs = size(input)
  const weights: ParameterSpec = {
    name: 'weights',
    shape: [units, inputs],
    fanIn: inputs,
    fanOut: units,
    start: 0,
    decays: true,
    learned: true,
  }
  const biases: ParameterSpec = {
    name: 'biases',
    shape: [units],
    fanIn: 0,
    fanOut: 0,
    start: 0,
    decays: false,
    learned: true,
  }
  return bias ? [weights, biases] : [weights]
}

function formulas({ units: k, bias }: Fc, [input]: readonly Shape[], out: Shape): readonly Formula[] {
  const filters = leaf('K', k, 'filter')
  const read = [leaf('W', input.w, 'input'), leaf('H', input.h, 'input'), leaf('C', input.c, 'input')]
  const weights = times(...read)
  return [
    formula('neurons', filters),
    formula('parameters', bias ? times(filters, sum(weights, plain(1))) : times(filters, ...read)),
    formula('connections', times(filters, ...read)),
    formula('macs', times(filters, ...read)),
    memory(out, 'K'),
  ]
}

function trace({ bias }: Fc, { inputs, output, params }: TraceInput, unit: Unit): Trace {
  const [, c, h, w] = inputs[0].shape
  const plane = h * w
  const channels = Array.from({ length: c }, (_, channel): WindowTerm => {
    const start = channel * plane
    const row = unit.c * c * plane + start
    const x = Array.from(inputs[0].data.subarray(start, start + plane))
    const weights = Array.from(params.weights.data.subarray(row, row + plane))
    const products = x.map((cell, i) => cell * weights[i])
    return { channel, x, weights, products, sum: products.reduce((a, b) => a + b, 0) }
  })
  const total = output.data[indexOf(output.shape, unit)]
  return { kind: 'all', size: [h, w], channels, bias: bias ? params.biases.data[unit.c] : 0, total }
}

const products = (_layer: Fc, [input]: readonly Shape[], out: Shape): number => size(input) * size(out)

export const fc: LayerType<Fc, FcSpec> = {
  type: 'fc',
  name: { en: 'fc', zh: '全连接' },
  inPlace: false,
  readsWeightsByPiece: true,
  patternWords: [{ word: 'FC', also: ['dense', 'linear', '全连接'], plain: ['units'], unnamed: 1 }],
  parse,
  outputShape(layer, inputs) {
    onlyInput('fc', inputs)
    return { c: layer.units, h: 1, w: 1 }
  },
  parameters,
  reach: () => 'all',
  connections: products,
  macs: products,
  formulas,
  explain: (layer, [input]) => ({
    en: `Each of the ${numeral(layer.units)} units reads all ${numeral(size(input))} numbers of ${volume(input)} with weights of its own, adds up the products${layer.bias ? ' and its bias' : ''}, and gives one number.`,
    zh: `${numeral(layer.units)} 个神经元，每个都用自己的权重读入 ${volume(input)} 的全部 ${numeral(size(input))} 个数，乘积求和${layer.bias ? '再加偏置' : ''}，得到一个数。`,
  }),
  scratch: ({ units }, [input], _out, calls) => fcScratch(units, size(input), calls),
  forward: (_layer, { kernels, inputs, output, params, from, to }) =>
    kernels.fcForward(inputs[0], params.weights, params.biases ?? null, output, { from, to }),
  writes: true,
  backward(_layer, { kernels, inputs, params, dOutput, dInputs, dParams, fresh, from, to }) {
    const [dx] = dInputs
    if (dx) kernels.fcBackwardInput(dOutput, params.weights, dx, { from, to }, fresh)
    kernels.fcBackwardParams(inputs[0], dOutput, dParams.weights, dParams.biases ?? null, { from, to })
  },
  trace,
  examples: [
    { layer: { type: 'fc', units: 3 }, inputs: [{ c: 2, h: 2, w: 3 }] },
    { layer: { type: 'fc', units: 2, bias: false }, inputs: [{ c: 4, h: 1, w: 1 }] },
  ],
}
