/**
 * Models of ONNX, written byte by byte; field numbers are those of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
import { bytes, type Field, float, integer, message } from './protobuf'

/** Float attributes must be told from whole ones even where the value is whole: `{ float: 1 }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number }

export type ElementType = keyof typeof ELEMENT
const ELEMENT = { float32: 1, int64: 7, bool: 9 } as const // TensorProto.DataType

export interface OnnxNode {
  readonly op: string // 'AveragePool'
  readonly attributes?: Readonly<Record<string, Attribute>>
  /** Names, in the operator's order; '': an optional input left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export interface OnnxGraph {
  readonly nodes: readonly Uint8Array[] // of `nodeWith`
  readonly constants?: readonly Uint8Array[] // of `constantWith`
  readonly inputs: readonly Uint8Array[] // of `valueInfo`
  readonly outputs: readonly Uint8Array[]
  readonly opset?: number // default 22
}

export function modelWith({ nodes, constants = [], inputs, outputs, opset = 22 }: OnnxGraph): Uint8Array {
  const graph = message(
    ...nodes.map((node) => bytes(1, node)),
    bytes(2, 'graph'),
    ...constants.map((constant) => bytes(5, constant)),
    ...inputs.map((input) => bytes(11, input)),
    ...outputs.map((output) => bytes(12, output)),
  )
  const IR_VERSION = 10 // May 2024
  return message(integer(1, IR_VERSION), bytes(7, graph), bytes(8, message(bytes(1, ''), integer(2, opset))))
}

export function nodeWith({ op, attributes = {}, inputs, outputs }: OnnxNode): Uint8Array {
  return message(
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, op),
    ...Object.entries(attributes).map(([name, value]) =>
      bytes(5, message(bytes(1, name), ...valueFields(value))),
    ),
  )
}

/** The value in the field of its kind, and the kind (AttributeProto.AttributeType, field 20). */
function valueFields(value: Attribute): Field[] {
  if (typeof value === 'number') return [integer(3, value), integer(20, 2)]
  if (typeof value === 'string') return [bytes(4, value), integer(20, 3)]
  if ('float' in value) return [float(2, value.float), integer(20, 1)]
  return [...value.map((item) => integer(8, item)), integer(20, 7)]
}

/** A name and a type; the runtime infers a shape that is not given. */
export function valueInfo(name: string, type: ElementType, shape?: readonly number[]): Uint8Array {
  const dims = shape?.map((length) => bytes(1, message(integer(1, length))))
  const tensor = message(integer(1, ELEMENT[type]), ...(dims ? [bytes(2, message(...dims))] : []))
  return message(bytes(1, name), bytes(2, message(bytes(1, tensor))))
}

/** A float32 tensor within the model, its numbers as bytes, the lowest first. */
export function constantWith(name: string, shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  const raw = new Uint8Array(Float32Array.from(values).buffer)
  return message(
    ...shape.map((length) => integer(1, length)),
    integer(2, ELEMENT.float32),
    bytes(8, name),
    bytes(9, raw),
  )
}
