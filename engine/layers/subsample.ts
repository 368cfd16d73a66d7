import { formula, leaf, memory, plain, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, size } from '../shape'
import type { LayerType, ParameterSpec } from './layer'
import { checkFields, type PairOrNumber, readPair } from './shared/fields'
import { onlyInput, volume } from './shared/inputs'
import { planOnly } from './shared/plan-only'
import { pairOf, type Sliding, slideBoth, windowOf } from './shared/window'
import { outputSizes, tapsOf } from './shared/window-formulas'

/** Layers S2 and S4 of LeNet-5 (1998): the sum of each window × one trained coefficient of the map + one bias of the map. */
export interface SubsampleSpec {
  readonly type: 'subsample'
  readonly size: PairOrNumber // F, or [h, w]
  readonly stride?: PairOrNumber // S, default: the size
}

export type Subsample = Required<SubsampleSpec>

const slidingOf = ({ size, stride }: Subsample): Sliding => ({ size, stride, pad: 0, rounding: 'exact' })

function perMap(name: 'weights' | 'biases', layer: Subsample, { c }: Shape): ParameterSpec {
  const [fh, fw] = pairOf(layer.size)
  const coefficient = name === 'weights'
  return {
    name,
    shape: [c],
    fanIn: coefficient ? fh * fw : 0,
    fanOut: coefficient ? 1 : 0,
    start: 0,
    decays: coefficient,
    learned: true,
  }
}

export const subsample: LayerType<Subsample, SubsampleSpec> = {
  type: 'subsample',
  name: { en: 'subsample', zh: '下采样' },
  inPlace: false,
  staysLinear: () => true,
  ...planOnly('subsample'),
  parse(raw, path) {
    checkFields(raw, ['type', 'size', 'stride'], path)
    const size = readPair(raw, 'size', limits.F, path)
    return { type: 'subsample', size, stride: readPair(raw, 'stride', limits.S, path, size) }
  },
  outputShape(layer, inputs) {
    const input = onlyInput('subsample', inputs)
    return { c: input.c, ...slideBoth(slidingOf(layer), input, ['W', 'F', 'S']) }
  },
  parameters: (layer, [input]) => [perMap('weights', layer, input), perMap('biases', layer, input)],
  reach: (layer) => windowOf(slidingOf(layer)),
  connections: (layer, _inputs, out) => size(out) * pairOf(layer.size)[0] * pairOf(layer.size)[1],
  macs: () => 0,
  formulas: (layer, [input], out) => [
    ...outputSizes(slidingOf(layer), input),
    formula('neurons', times(...units(out, 'C'))),
    formula('parameters', times(plain(2), leaf('C', input.c, 'input'))),
    formula('connections', times(...units(out, 'C'), ...tapsOf(layer.size))),
    memory(out, 'C'),
  ],
  explain(layer, [input], out) {
    const [fh, fw] = pairOf(layer.size)
    return {
      en: `The numbers of every ${fw}×${fh} window are added up, multiplied by one trained coefficient and given one trained bias: two parameters for each of the ${numeral(input.c)} maps. ${volume(input)} becomes ${volume(out)}.`,
      zh: `每个 ${fw}×${fh} 窗口里的数相加，乘以一个学到的系数，再加一个学到的偏置：${numeral(input.c)} 张图，每张两个参数。${volume(input)} 变为 ${volume(out)}。`,
    }
  },
  examples: [
    { layer: { type: 'subsample', size: 2 }, inputs: [{ c: 6, h: 4, w: 6 }] },
    { layer: { type: 'subsample', size: [1, 3], stride: [1, 2] }, inputs: [{ c: 1, h: 2, w: 5 }] },
  ],
}
