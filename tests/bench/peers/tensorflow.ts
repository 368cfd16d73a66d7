/** TensorFlow.js 4.22 on its WASM backend (SIMD, one thread), with gradients that it has not of itself. */
import { type Plan, type PlannedNode, plan, scoresNode } from '../../../engine/index'
import { windowOf } from '../../../engine/layers/shared/window'
import type * as TensorFlow from '../../oracles/node_modules/@tensorflow/tfjs'
import { loadTensorflow } from '../libraries/node.mjs'
import { type Task, type TrainingPeer, update } from './peer'
import {
  connect,
  convolve,
  normalise,
  poolMax,
  type Tensor4D,
  type Tf,
  vector,
  volume,
} from './tensorflow-layers'
import { fromTensorflow, picturesToTensorflow, toTensorflow } from './tensorflow-values'

type Pooling = 'built in' | 'rewritten'
type Variables = ReadonlyMap<string, TensorFlow.Variable>

/** `pooling`: whose gradient of max pooling; the backend has one, but a slow one. */
export async function trainTensorflow(
  { spec, params, examples }: Task,
  pooling: Pooling = 'built in',
): Promise<TrainingPeer> {
  const tf = await loadTensorflow()
  const planned = plan(spec)
  const variables: Variables = new Map(
    [...params].map(([name, tensor]) => [name, toTensorflow(tf, tensor, ...placeOf(planned, name))]),
  )
  const learned = [...variables.values()].filter(({ trainable }) => trainable)
  const x = picturesToTensorflow(tf, examples.x)
  const scores = scoresNode(planned)
  const labels = tf.oneHot([...examples.labels], planned.shapeOf(scores).c)
  const optimiser = tf.train.momentum(update.rate, update.momentum)
  const loss = (): TensorFlow.Scalar => {
    const found = get(run(tf, planned, variables, x, pooling), scores)
    return tf.losses.softmaxCrossEntropy(labels, found.reshape(labels.shape)).asScalar()
  }
  return {
    name: pooling === 'built in' ? 'TensorFlow.js WASM' : 'TensorFlow.js WASM, pooling rewritten',
    step: () => tf.tidy(() => optimiser.minimize(loss, true, learned)?.dataSync()[0] ?? Number.NaN),
    parameters: () =>
      new Map(
        [...params].map(([name, { shape }]) => {
          return [name, fromTensorflow(get(variables, name), shape, ...placeOf(planned, name))]
        }),
      ),
    dispose: () => tf.dispose([x, labels, ...variables.values()]),
  }
}

/** 'conv1.weights' → what it is called there, and where. */
function placeOf(planned: Plan, name: string): [string, PlannedNode] {
  const dot = name.lastIndexOf('.')
  return [name.slice(dot + 1), planned.node(name.slice(0, dot))]
}

/** All activations of a training pass, up to the scores. */
function run(
  tf: Tf,
  planned: Plan,
  variables: Variables,
  x: Tensor4D,
  pooling: Pooling,
): ReadonlyMap<string, Tensor4D> {
  const values = new Map<string, Tensor4D>([['input', x]])
  for (const node of planned.nodes) {
    const inputs = node.from.map((id) => get(values, id))
    const variable = (name: string): TensorFlow.Variable => get(variables, `${node.id}.${name}`)
    if (node.layer.type !== 'softmax')
      values.set(node.id, apply(tf, node, inputs, variable, planned, pooling))
  }
  return values
}

function apply(
  tf: Tf,
  node: PlannedNode,
  inputs: readonly Tensor4D[],
  variable: (name: string) => TensorFlow.Variable,
  planned: Plan,
  pooling: Pooling,
): Tensor4D {
  const { layer, from } = node
  const [x] = inputs
  switch (layer.type) {
    case 'conv': {
      const { stride, padBefore } = windowOf(layer)
      const bias = layer.bias ? variable('biases') : null
      return convolve(tf, x, volume(variable('weights')), bias, {
        stride: stride[0],
        pad: padBefore[0],
        relu: holdsRelu(node, planned),
        wantsDx: !from.includes('input'),
      })
    }
    case 'relu':
      return holdsRelu(planned.node(from[0]), planned) ? x : tf.relu(x)
    case 'pool': {
      const { size, stride } = windowOf(layer)
      const apart = size[0] === stride[0] && size[1] === stride[1]
      if (apart && pooling === 'rewritten') return poolMax(tf, x, [...size])
      return tf.maxPool(x, [...size], [...stride], 'valid')
    }
    case 'add':
      return tf.add(inputs[0], inputs[1])
    case 'globalpool':
      return tf.mean<Tensor4D>(x, [1, 2], true)
    case 'fc':
      return connect(tf, x, variable('weights'), layer.bias ? variable('biases') : null)
    case 'batchnorm':
      return normaliseAndRemember(tf, x, layer, variable)
    default:
      throw new RangeError(`TensorFlow.js is asked for no ${layer.type}`)
  }
}

/** A convolution that nobody reads but a ReLU computes it as well. */
function holdsRelu({ layer, consumers }: PlannedNode, planned: Plan): boolean {
  return layer.type === 'conv' && consumers.length === 1 && planned.node(consumers[0]).layer.type === 'relu'
}

function normaliseAndRemember(
  tf: Tf,
  x: Tensor4D,
  { momentum, epsilon }: { readonly momentum: number; readonly epsilon: number },
  variable: (name: string) => TensorFlow.Variable,
): Tensor4D {
  const { y, mean, variance } = normalise(tf, x, vector(variable('gamma')), vector(variable('beta')), epsilon)
  const count = x.size / mean.size
  const remember = (running: TensorFlow.Variable, batch: TensorFlow.Tensor): void =>
    running.assign(tf.add(tf.mul(running, 1 - momentum), tf.mul(batch, momentum)))
  remember(variable('runningMean'), mean)
  remember(variable('runningVariance'), tf.mul(variance, count / (count - 1)))
  return y
}

function get<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name)
  if (value === undefined) throw new RangeError(`no ${name}`)
  return value
}
