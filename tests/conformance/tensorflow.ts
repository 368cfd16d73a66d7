/**
 * The same network in TensorFlow.js, on its CPU backend: written anew from the spec, with nothing of the engine in it.
 * TensorFlow keeps channels last and filters as [fh][fw][in][out]; tensors are turned round on their way.
 */

import type { NetworkSpec } from '../../engine/spec'
import type { Tensor } from '../../engine/tensor'
import * as tf from '../oracles/node_modules/@tensorflow/tfjs'

export type Values = ReadonlyMap<string, Tensor>

await tf.setBackend('cpu')

const filters = ({ shape, data }: Tensor) =>
  tf.transpose(tf.tensor4d(Float32Array.from(data), shape as Shape4), [2, 3, 1, 0])
type Shape4 = [number, number, number, number]

interface Settings {
  readonly type: string
  readonly size: number | readonly [number, number]
  readonly stride: number
  readonly pad: number
  readonly bias: boolean
  readonly slope: number
}

type Sides = [[number, number], [number, number], [number, number], [number, number]]
const padding = (p = 0): Sides => [
  [0, 0],
  [p, p],
  [p, p],
  [0, 0],
]

/** Each image as one row, in the engine's order: channel by channel, row by row. */
const columns = (x: tf.Tensor4D): tf.Tensor2D => {
  const [n, h, w, c] = x.shape
  return tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [n, c * h * w])
}

/** One layer, on tensors with channels last. */
function apply(
  settings: Settings,
  inputs: tf.Tensor4D[],
  param: (name: string) => tf.Tensor | null,
): tf.Tensor4D {
  const [x] = inputs
  const { size, stride, pad } = settings
  switch (settings.type) {
    case 'conv': {
      const biases = param('biases')
      const y = tf.conv2d(x, param('weights') as tf.Tensor4D, stride ?? 1, padding(pad), 'NHWC', 1, 'floor')
      return biases ? tf.add(y, biases) : y
    }
    case 'pool':
      return tf.maxPool(x, size as number, stride ?? size, padding(pad), 'floor')
    case 'relu':
      return tf.relu(x)
    case 'leakyrelu':
      return tf.leakyRelu(x, settings.slope)
    case 'tanh':
      return tf.tanh(x)
    case 'sigmoid':
      return tf.sigmoid(x)
    case 'add':
      return tf.add(inputs[0], inputs[1])
    case 'concat':
      return tf.concat(inputs, 3)
    case 'flatten':
      return tf.reshape(columns(x), [x.shape[0], 1, 1, -1])
    case 'fc': {
      const [n] = x.shape
      const y = tf.matMul(columns(x), param('weights') as tf.Tensor2D, false, true)
      const biases = param('biases')
      const out = biases ? tf.add(y, biases) : y
      return tf.reshape(out, [n, 1, 1, out.shape[1] as number])
    }
    case 'softmax':
      return tf.softmax(x)
    default:
      throw new RangeError(`the oracle has no ${settings.type}`)
  }
}

export interface OracleStep {
  readonly loss: number
  /** By node, planar as the engine has them. */
  readonly activations: ReadonlyMap<string, Float32Array>
  readonly gradients: ReadonlyMap<string, Float32Array>
  /** Parameters after two steps of TensorFlow's own momentum optimiser on the same batch. */
  readonly after: ReadonlyMap<string, Float32Array>
}

export function oracleStep(
  spec: NetworkSpec,
  params: Values,
  batch: { x: Tensor; labels: readonly number[] },
  update: { rate: number; momentum: number },
): OracleStep {
  const variables = new Map(
    [...params].map(([name, tensor]) => {
      const values =
        tensor.shape.length === 4
          ? filters(tensor)
          : tf.tensor(Float32Array.from(tensor.data), [...tensor.shape])
      return [name, tf.variable(values)] as const
    }),
  )
  const x = tf.transpose(tf.tensor4d(Float32Array.from(batch.x.data), batch.x.shape as Shape4), [0, 2, 3, 1])
  const labels = tf.oneHot(tf.tensor1d([...batch.labels], 'int32'), 4)
  const scoresNode = scoresOf(spec)

  const run = (): Map<string, tf.Tensor4D> => {
    const values = new Map<string, tf.Tensor4D>([['input', x]])
    for (const { id, from, layer } of spec.nodes) {
      const inputs = from.map((source) => values.get(source) as tf.Tensor4D)
      values.set(
        id,
        apply(layer as Settings, inputs, (name) => variables.get(`${id}.${name}`) ?? null),
      )
    }
    return values
  }
  const loss = (): tf.Scalar => {
    const scores = run().get(scoresNode) as tf.Tensor4D
    return tf.losses.softmaxCrossEntropy(labels, tf.reshape(scores, [scores.shape[0], 4])) as tf.Scalar
  }

  const activations = new Map([...run()].map(([id, value]) => [id, planar(value)]))
  const { value, grads } = tf.variableGrads(loss, [...variables.values()])
  const gradients = new Map([...variables].map(([name, v]) => [name, back(grads[v.name])]))
  const optimiser = tf.train.momentum(update.rate, update.momentum)
  for (let step = 0; step < 2; step++) optimiser.minimize(loss, false, [...variables.values()])
  const after = new Map([...variables].map(([name, v]) => [name, back(v)]))
  const result = { loss: value.dataSync()[0], activations, gradients, after }
  tf.disposeVariables()
  return result
}

const planar = (value: tf.Tensor4D): Float32Array =>
  tf.transpose(value, [0, 3, 1, 2]).dataSync() as Float32Array

/** A parameter or its gradient in the engine's order. */
const back = (value: tf.Tensor): Float32Array =>
  (value.rank === 4 ? tf.transpose(value, [3, 2, 0, 1]) : value).dataSync() as Float32Array

function scoresOf({ nodes }: NetworkSpec): string {
  const last = nodes[nodes.length - 1]
  return last.layer.type === 'softmax' ? last.from[0] : last.id
}
