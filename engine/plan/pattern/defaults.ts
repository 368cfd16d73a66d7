/** What is left out of a pattern, once for all layers. What is not here is the layer's own default. */

import { type Layer, layerType } from '../../layers/index'
import type { Raw } from '../../layers/shared/fields'
import { pairOf } from '../../layers/shared/window'
import { SAME } from './vocabulary'

/** The home page of the course: ten 3×3 filters, ten classes. */
export const CLASSES = 10
const FILTERS = 10
const FILTER_SIZE = 3
const POOL_SIZE = 2
export const HIDDEN_UNITS = 64
const DROPPED = 0.5

const FILTERED: readonly string[] = ['conv', 'local']

/**
 * The layer with every setting. `units`: of an FC that says none. Padding that is left out keeps the size where the
 * stride is 1, and is 0 elsewhere. Throws SpecError for what the layer refuses; `name` stands in its sentence.
 */
export function complete(written: Raw & { readonly type: string }, units: number, name: string): Layer {
  const raw = { ...defaultsOf(written.type, units), ...written }
  const type = layerType(raw)
  if (!FILTERED.includes(raw.type)) return type.parse(raw, name)
  const { pad, ...unpadded } = raw
  const layer = type.parse(unpadded, name)
  const keeps = pad === SAME || (pad === undefined && isOne(layer))
  return type.parse({ ...raw, pad: keeps ? keepingPad(layer) : (pad ?? 0) }, name)
}

function defaultsOf(type: string, units: number): Raw {
  switch (type) {
    case 'conv':
    case 'local':
      return { filters: FILTERS, size: FILTER_SIZE, pad: undefined }
    case 'pool':
      return { size: POOL_SIZE }
    case 'fc':
      return { units }
    case 'dropout':
      return { rate: DROPPED }
    default:
      return {}
  }
}

const isOne = (layer: Layer): boolean =>
  'stride' in layer && pairOf(layer.stride).every((stride) => stride === 1)

/** D·(F − 1)/2 on each side; where that is no whole number the larger half goes to the bottom and the right. */
function keepingPad(layer: Layer): number | readonly [number, number, number, number] {
  if (!('dilation' in layer)) return 0
  const [rows, columns] = pairOf(layer.size).map((f, i) => pairOf(layer.dilation)[i] * (f - 1))
  if (rows === columns && rows % 2 === 0) return rows / 2
  return [Math.floor(rows / 2), Math.floor(columns / 2), Math.ceil(rows / 2), Math.ceil(columns / 2)]
}
