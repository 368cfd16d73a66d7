/** What conv and local share: filters under a sliding window, with one set for all places or one for each. */

import type { Expr } from '../../plan/formula'
import { leaf, over, plain, sum, times, units } from '../../plan/formula-parts'
import { limits } from '../../plan/limits'
import { numeral } from '../../plan/numerals'
import { type Rounding, type Shape, SpecError, size } from '../../shape'
import type { ParameterSpec, Trace, TraceInput, Unit, WindowTerm } from '../layer'
import {
  checkFields,
  type Padding,
  type PairOrNumber,
  type Raw,
  readFlag,
  readInteger,
  readPadding,
  readPair,
  readRounding,
} from './fields'
import { indexOf, onlyInput } from './inputs'
import { cellsUnder, cornerOf, pairOf, slideBoth, windowOf } from './window'
import { tapsOf } from './window-formulas'

/** What conv and local may be written with; lengths in cells. */
export interface FilterSettings {
  readonly filters: number // K
  readonly size: PairOrNumber // F, or [h, w]
  readonly stride?: PairOrNumber // S, default 1
  readonly pad?: Padding // P, [h, w] or [top, left, bottom, right], default 0
  readonly dilation?: PairOrNumber // default 1, the ordinary filter (the course notes call that 0)
  readonly groups?: number // default 1: every filter reads every channel
  readonly bias?: boolean // default true
  readonly rounding?: Rounding // default 'exact'
}

/** The same with every default filled in. */
export type Filters = Required<FilterSettings>

/** How a pattern writes the numbers of such a layer. */
export const FILTER_SETTINGS = { plain: ['filters', 'size', 'stride', 'pad'], unnamed: 2 } as const

const FIELDS = ['type', 'filters', 'size', 'stride', 'pad', 'dilation', 'groups', 'bias', 'rounding']

export function parseFilters(raw: Raw, path: string): Filters {
  checkFields(raw, FIELDS, path)
  return {
    filters: readInteger(raw, 'filters', limits.K, path),
    size: readPair(raw, 'size', limits.F, path),
    stride: readPair(raw, 'stride', limits.S, path, 1),
    pad: readPadding(raw, path),
    dilation: readPair(raw, 'dilation', limits.D, path, 1),
    groups: readInteger(raw, 'groups', limits.G, path, 1),
    bias: readFlag(raw, 'bias', path, true),
    rounding: readRounding(raw, path),
  }
}

export function filteredShape(layer: Filters & { readonly type: string }, inputs: readonly Shape[]): Shape {
  const input = onlyInput(layer.type, inputs)
  checkGroups(layer, input)
  return { c: layer.filters, ...slideBoth(layer, input) }
}

function checkGroups({ filters, groups }: Filters, { c }: Shape): void {
  const divides = (n: number): boolean => c % n === 0 && filters % n === 0
  if (divides(groups)) return
  const fits = nearestTo(groups, divides)
  throw new SpecError({
    code: 'out-of-range',
    values: { groups, channels: c, filters, fits },
    text: {
      en: `${numeral(groups)} groups do not divide ${numeral(c)} channels and ${numeral(filters)} filters evenly; the nearest number that does is ${numeral(fits)}.`,
      zh: `${numeral(c)} 个通道和 ${numeral(filters)} 个滤波器不能平均分成 ${numeral(groups)} 组，最接近的可行组数是 ${numeral(fits)}。`,
    },
  })
}

/** Of two equally near the smaller; 1 divides everything, so the search ends. */
function nearestTo(n: number, fits: (n: number) => boolean): number {
  let distance = 1
  while (!(n > distance && fits(n - distance)) && !fits(n + distance)) distance++
  return n > distance && fits(n - distance) ? n - distance : n + distance
}

/** Numbers in one filter, without its bias. */
export function filterSize(layer: Filters, [input]: readonly Shape[]): number {
  const [fh, fw] = pairOf(layer.size)
  return (fh * fw * input.c) / layer.groups
}

/** Connections, and multiply-accumulates: every unit meets each number of its filter once. */
export const products = (layer: Filters, inputs: readonly Shape[], out: Shape): number =>
  size(out) * filterSize(layer, inputs)

/** `places`: `[oh, ow]` where every place has filters of its own, `[]` where all share one set. */
export function filterParameters(
  layer: Filters,
  inputs: readonly Shape[],
  places: readonly number[],
): readonly ParameterSpec[] {
  const [fh, fw] = pairOf(layer.size)
  const weights: ParameterSpec = {
    name: 'weights',
    shape: [...places, layer.filters, inputs[0].c / layer.groups, fh, fw],
    fanIn: filterSize(layer, inputs),
    fanOut: (fh * fw * layer.filters) / layer.groups,
    start: 0,
    decays: true,
    learned: true,
  }
  const biases: ParameterSpec = {
    name: 'biases',
    shape: [layer.filters, ...places],
    fanIn: 0,
    fanOut: 0,
    start: 0,
    decays: false,
    learned: true,
  }
  return layer.bias ? [weights, biases] : [weights]
}

/** The products that conv and local count alike: `owned`, the numbers of one filter with its bias; all units; all products. */
export function filterExpressions(
  layer: Filters,
  input: Shape,
  out: Shape,
): { readonly owned: Expr; readonly neurons: readonly Expr[]; readonly products: Expr } {
  const taps = tapsOf(layer.size)
  const channels = leaf('C', input.c, 'input')
  const read = layer.groups === 1 ? channels : over(channels, leaf('G', layer.groups, 'filter'))
  const filter = times(...taps, read)
  const neurons = units(out, 'K')
  return {
    owned: layer.bias ? sum(filter, plain(1)) : filter,
    neurons,
    products: times(...neurons, ...taps, read),
  }
}

/** The window under a unit × its filter, channel by channel. `filter`, `bias`: the how-many-th of the parameters it is. */
export function traceFilter(
  layer: Filters,
  { inputs, output, params }: TraceInput,
  unit: Unit,
  { filter, bias }: { readonly filter: number; readonly bias: number },
): Trace {
  const window = windowOf(layer)
  const perGroup = inputs[0].shape[1] / layer.groups
  const first = Math.floor(unit.c / (layer.filters / layer.groups)) * perGroup
  const taps = window.size[0] * window.size[1]
  const channels = Array.from({ length: perGroup }, (_, c): WindowTerm => {
    const x = cellsUnder(inputs[0], first + c, window, unit).map((cell) => cell ?? 0)
    const start = (filter * perGroup + c) * taps
    const weights = Array.from(params.weights.data.subarray(start, start + taps))
    const products = x.map((cell, i) => cell * weights[i])
    return { channel: first + c, x, weights, products, sum: products.reduce((a, b) => a + b, 0) }
  })
  return {
    kind: 'window',
    ...cornerOf(window, unit),
    size: window.size,
    dilation: window.dilation,
    channels,
    bias: layer.bias ? params.biases.data[bias] : 0,
    total: output.data[indexOf(output.shape, unit)],
  }
}
