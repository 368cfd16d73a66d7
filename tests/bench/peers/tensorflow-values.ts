/** Numbers on their way between our order (channels first) and TensorFlow's (channels last). */
import { type PlannedNode, type Shape, size, type Tensor, zeros } from '../../../engine/index'
import type * as TensorFlow from '../../oracles/node_modules/@tensorflow/tfjs'

type Tf = typeof TensorFlow

/** Where each number of ours stands there: `order[ours] = theirs`. */
function orderOf(name: string, shape: readonly number[], { layer, inputs: [input] }: PlannedNode): number[] {
  if (name !== 'weights') return Array.from({ length: shape[0] }, (_, i) => i)
  const [k] = shape
  const window: Shape = layer.type === 'fc' ? input : { c: shape[1], h: shape[2], w: shape[3] }
  const cells = window.h * window.w
  return Array.from({ length: k * size(window) }, (_, i) => {
    const [filter, at] = [Math.floor(i / size(window)), i % size(window)]
    const [channel, cell] = [Math.floor(at / cells), at % cells]
    return (cell * window.c + channel) * k + filter
  })
}

/** `[fh][fw][in][out]`, and `[in][out]` of a fully connected layer, whose inputs are read channels last. */
const shapeOf = (shape: readonly number[]): number[] =>
  shape.length === 4 ? [shape[2], shape[3], shape[1], shape[0]] : shape.toReversed()

export function toTensorflow(
  tf: Tf,
  { shape, data }: Tensor,
  name: string,
  node: PlannedNode,
): TensorFlow.Variable {
  const order = orderOf(name, shape, node)
  const values = new Float32Array(data.length)
  order.forEach((theirs, ours) => {
    values[theirs] = data[ours]
  })
  return tf.variable(tf.tensor(values, shapeOf(shape)), !name.startsWith('running'))
}

export function fromTensorflow(
  variable: TensorFlow.Tensor,
  shape: readonly number[],
  name: string,
  node: PlannedNode,
): Tensor {
  const values = variable.dataSync()
  const tensor = zeros(shape)
  orderOf(name, shape, node).forEach((theirs, ours) => {
    tensor.data[ours] = values[theirs]
  })
  return tensor
}

export function picturesToTensorflow(tf: Tf, { shape: [n, c, h, w], data }: Tensor): TensorFlow.Tensor4D {
  return tf.tidy(() => tf.transpose(tf.tensor4d(Float32Array.from(data), [n, c, h, w]), [0, 2, 3, 1]))
}
