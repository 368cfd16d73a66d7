import { numeral } from '../plan/numerals'
import { type Shape, size } from '../shape'
import type { BackwardPass, ForwardPass, LayerType, Source, Unit } from './layer'
import { checkFields } from './shared/fields'
import { indexOf, onlyInput, volume } from './shared/inputs'
import { numbersOf, oneToOne } from './shared/pointwise'

/** A volume as one column of numbers, channel by channel, row by row: `[n][c][h][w]` → `[n][c·h·w][1][1]`. */
export interface FlattenSpec {
  readonly type: 'flatten'
}

/** The numbers lie in this order already: only the shape is another. */
function forward(_layer: FlattenSpec, { inputs, output, from, to }: ForwardPass): void {
  const { start, end } = numbersOf(output, { from, to })
  output.data.set(inputs[0].data.subarray(start, end), start)
}

function backward(_layer: FlattenSpec, { kernels, dOutput, dInputs, from, to }: BackwardPass): void {
  const [dx] = dInputs
  const { start, end } = numbersOf(dOutput, { from, to })
  if (dx) kernels.accumulate(dOutput.data, start, dx.data, start, end - start)
}

function copyOf(_layer: FlattenSpec, [{ h, w }]: readonly Shape[], { c: index }: Unit): Source {
  const place = index % (h * w)
  const unit = { c: (index - place) / (h * w), y: Math.floor(place / w), x: place % w }
  return { input: 0, unit }
}

export const flatten: LayerType<FlattenSpec> = {
  type: 'flatten',
  name: { en: 'flatten', zh: '展平' },
  inPlace: true,
  staysLinear: () => true,
  patternWords: [{ word: 'FLATTEN', also: ['展平'], plain: [], unnamed: 0 }],
  parse(raw, path) {
    checkFields(raw, ['type'], path)
    return { type: 'flatten' }
  },
  outputShape: (_layer, inputs) => ({ c: size(onlyInput('flatten', inputs)), h: 1, w: 1 }),
  parameters: () => [],
  // Its units lie on no grid any more: a rule per axis can only say what they read together. One by one: copyOf.
  reach: () => 'all',
  connections: (_layer, _inputs, out) => size(out),
  macs: () => 0,
  formulas: (_layer, _inputs, out) => oneToOne(out),
  explain: (_layer, [input], out) => ({
    en: `The ${volume(input)} numbers are written one after another, channel by channel and row by row, as a column of ${numeral(out.c)}. None of them changes, and nothing is learned.`,
    zh: `${volume(input)} 个数按通道、再按行依次排成一列，共 ${numeral(out.c)} 个。数值都不变，没有要学的参数。`,
  }),
  copyOf,
  forward,
  backward,
  trace(layer, { inputs, output }, unit) {
    const [, c, h, w] = inputs[0].shape
    const total = output.data[indexOf(output.shape, unit)]
    return { kind: 'copy', ...copyOf(layer, [{ c, h, w }], unit), total }
  },
  examples: [
    { layer: { type: 'flatten' }, inputs: [{ c: 2, h: 3, w: 2 }] },
    { layer: { type: 'flatten' }, inputs: [{ c: 4, h: 1, w: 1 }] },
  ],
}
