/**
 * One operator of ONNX alone, computed by ONNX Runtime Web (WASM, one thread): an oracle with nothing of the engine in it.
 */
import { createRequire } from 'node:module'
import type * as Runtime from '../oracles/node_modules/onnxruntime-common'
import { type Attribute, type ElementType, modelWith, nodeWith, valueInfo } from './onnx-model'

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

export interface OnnxOperator {
  readonly op: string // 'AveragePool'
  readonly attributes?: Readonly<Record<string, Attribute>>
  /** In the operator's order; null: an optional input left out. */
  readonly inputs: readonly (OnnxTensor | null)[]
  /** Types of the outputs that are asked for, in the operator's order. */
  readonly outputs?: readonly ElementType[] // default ['float32']
  readonly opset?: number // default 22
}

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

function modelOf({ op, attributes, inputs, outputs = ['float32'], opset }: OnnxOperator): Uint8Array {
  const names = outputs.map((_, i) => `y${i}`)
  return modelWith({
    nodes: [nodeWith({ op, attributes, inputs: inputs.map((x, i) => (x ? `x${i}` : '')), outputs: names })],
    inputs: inputs.flatMap((x, i) => (x ? [valueInfo(`x${i}`, typeOf(x), x.shape)] : [])),
    outputs: outputs.map((type, i) => valueInfo(names[i], type)), // the runtime infers the shape
    opset,
  })
}
