import { isRecord } from '../is-record'
import { show } from '../show'
import { lengthOf, type Tensor } from '../tensor'
import { isCount, malformed, readRecord, writeRecord } from './record'

/** Parameters by name as one flat buffer of float32, and back: what a preset is shipped as. */
export function paramsToBytes(params: ReadonlyMap<string, Tensor>): ArrayBuffer {
  const entries = [...params]
  return writeRecord('weights', {
    meta: { version: 1, parameters: entries.map(([name, { shape }]) => ({ name, shape })) },
    arrays: entries.map(([, { data }]) => (data instanceof Float32Array ? data : Float32Array.from(data))),
  })
}

/** Throws SpecError 'malformed'. Whether names and shapes belong to a network is checked by its `load`. */
export function paramsFromBytes(bytes: ArrayBuffer): Map<string, Tensor> {
  const { meta, arrays } = readRecord('weights', bytes)
  if (meta.version !== 1) malformed('version', show(meta.version), 1)
  if (!Array.isArray(meta.parameters)) malformed('parameters', typeof meta.parameters, 'array')
  if (meta.parameters.length !== arrays.length) malformed('parameters', meta.parameters.length, arrays.length)
  const params = new Map<string, Tensor>()
  meta.parameters.forEach((described: unknown, i) => {
    const { name, shape } = checkParameter(described)
    const data = arrays[i]
    if (params.has(name)) malformed('name', name, 'once')
    if (lengthOf(shape) !== data.length) malformed(name, data.length, shape.join('×'))
    if (!data.every(Number.isFinite)) malformed(name, 'NaN / ∞', 'finite numbers')
    params.set(name, { shape, data })
  })
  return params
}

function checkParameter(described: unknown): { name: string; shape: readonly number[] } {
  if (!isRecord(described)) malformed('parameter', typeof described, 'object')
  const { name, shape } = described
  if (typeof name !== 'string') malformed('name', typeof name, 'string')
  if (!Array.isArray(shape) || !shape.every(isCount)) malformed('shape', show(shape), 'counts')
  return { name, shape }
}
