/** What layers share that make one number from one number, each in its own place. */
import { formula, memory, times, units } from '../../plan/formula-parts'
import { type Shape, size } from '../../shape'
import type { Tensor } from '../../tensor'
import type { LayerType, Reach } from '../layer'
import { indexOf, onlyInput } from './inputs'

/** One cell of the same place: the reach of every layer that works number by number. */
export const ONE_CELL: Reach = { size: [1, 1], stride: [1, 1], padBefore: [0, 0], dilation: [1, 1] }

type PointwiseRules = Pick<
  LayerType<{ readonly type: string }>,
  'sameFlattened' | 'outputShape' | 'parameters' | 'reach' | 'connections' | 'macs' | 'formulas' | 'trace'
>

/** Shape, counts and trace of a layer that learns nothing and keeps its input's shape. */
export const pointwise = (type: string): PointwiseRules => ({
  sameFlattened: true,
  outputShape: (_layer, inputs) => onlyInput(type, inputs),
  parameters: () => [],
  reach: () => ONE_CELL,
  connections: (_layer, _inputs, out) => size(out),
  macs: () => 0,
  formulas: (_layer, _inputs, out) => oneToOne(out),
  trace(_layer, { inputs, output }, unit) {
    const index = indexOf(output.shape, unit)
    return { kind: 'pointwise', input: inputs[0].data[index], total: output.data[index] }
  },
})

/** As many connections as units: each reads one number. */
export const oneToOne = (out: Shape) => [
  formula('neurons', times(...units(out, 'C'))),
  formula('connections', times(...units(out, 'C'))),
  memory(out, 'C'),
]

/** Where the numbers of images `from` … `to − 1` begin and end in a tensor. */
export function numbersOf(
  { shape, data }: Tensor,
  { from, to }: { readonly from: number; readonly to: number },
): { start: number; end: number } {
  const perImage = data.length / shape[0]
  return { start: from * perImage, end: to * perImage }
}
