/**
 * One operator of ONNX alone, computed by ONNX Runtime Web (WASM, one thread): an oracle with nothing of the engine in it.
 * The model is written here byte by byte; field numbers are those of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
import { createRequire } from 'node:module'
import type * as Runtime from '../oracles/node_modules/onnxruntime-common'
import { bytes, type Field, float, integer, message } from './protobuf'

// Required and not imported: its types are those of onnxruntime-common, declared for the bare name only.
const ort: typeof Runtime = createRequire(new URL('../oracles/package.json', import.meta.url))(
  'onnxruntime-web',
)

/** What goes in: float32, but int64 (shapes, indices) as a BigInt64Array and bool as a Uint8Array. */
export interface OnnxTensor {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number> | BigInt64Array
}

/** What comes out, whatever its type is. */
export interface OnnxResult {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

/** Float attributes must be told from whole ones even where the value is whole: `{ float: 1 }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number }

export interface OnnxOperator {
  readonly op: string // 'AveragePool'
  readonly attributes?: Readonly<Record<string, Attribute>>
  /** In the operator's order; null: an optional input left out. */
  readonly inputs: readonly (OnnxTensor | null)[]
  /** Types of the outputs that are asked for, in the operator's order. */
  readonly outputs?: readonly ElementType[] // default ['float32']
  readonly opset?: number // default 22
}

export type ElementType = keyof typeof ELEMENT
const ELEMENT = { float32: 1, int64: 7, bool: 9 } as const // TensorProto.DataType

/** Gives back the outputs in the operator's order. Rejects with the runtime's own message for what it refuses. */
export async function runOnnx(operator: OnnxOperator): Promise<OnnxResult[]> {
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  const session = await ort.InferenceSession.create(modelOf(operator), { executionProviders: ['wasm'] })
  const feeds = operator.inputs.flatMap((x, i) => (x ? [[`x${i}`, feedOf(x)] as const] : []))
  try {
    const results = await session.run(Object.fromEntries(feeds))
    return session.outputNames.map((name) => resultOf(results[name]))
  } finally {
    await session.release()
  }
}

const typeOf = ({ data }: OnnxTensor): ElementType => {
  if (data instanceof BigInt64Array) return 'int64'
  return data instanceof Uint8Array ? 'bool' : 'float32'
}

function feedOf({ shape, data }: OnnxTensor): Runtime.Tensor {
  if (data instanceof BigInt64Array) return new ort.Tensor('int64', data, shape)
  if (data instanceof Uint8Array) return new ort.Tensor('bool', data, shape)
  return new ort.Tensor('float32', Float32Array.from(data), shape)
}

function resultOf({ dims, data }: Runtime.Tensor): OnnxResult {
  if (data instanceof Float32Array || data instanceof BigInt64Array || data instanceof Uint8Array) {
    return { shape: dims, data: Array.from<number | bigint, number>(data, Number) }
  }
  throw new TypeError('an output of another type than float32, int64 or bool')
}

function modelOf(operator: OnnxOperator): Uint8Array {
  const { inputs, outputs = ['float32'], opset = 22 } = operator
  const graph = message(
    bytes(1, nodeOf(operator, outputs.length)),
    bytes(2, 'one operator'),
    ...inputs.flatMap((x, i) => (x ? [bytes(11, valueInfo(`x${i}`, typeOf(x), x.shape))] : [])),
    ...outputs.map((type, i) => bytes(12, valueInfo(`y${i}`, type))),
  )
  const IR_VERSION = 10 // May 2024
  return message(integer(1, IR_VERSION), bytes(7, graph), bytes(8, message(bytes(1, ''), integer(2, opset))))
}

function nodeOf({ op, attributes = {}, inputs }: OnnxOperator, outputs: number): Uint8Array {
  return message(
    ...inputs.map((x, i) => bytes(1, x ? `x${i}` : '')),
    ...Array.from({ length: outputs }, (_, i) => bytes(2, `y${i}`)),
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

/** The runtime infers the shape of what comes out. */
function valueInfo(name: string, type: ElementType, shape?: readonly number[]): Uint8Array {
  const dims = shape?.map((length) => bytes(1, message(integer(1, length))))
  const tensor = message(integer(1, ELEMENT[type]), ...(dims ? [bytes(2, message(...dims))] : []))
  return message(bytes(1, name), bytes(2, message(bytes(1, tensor))))
}
