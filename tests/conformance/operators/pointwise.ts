/** One number from one number, and softmax. */

import { runLayer } from '../../../engine/layers/alone/run-layer'
import type { LayerSpec } from '../../../engine/layers/index'
import type { Tensor } from '../../../engine/tensor'
import { drawImages } from '../../engine/draw'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { Draw } from './question'

const scaled = ({ shape, data }: Tensor, factor: number) => ({
  shape,
  data: Array.from(data, (x) => factor * x),
})

const plain =
  (layer: LayerSpec, op: string, apply: (x: tf.Tensor) => tf.Tensor): Draw =>
  (random) => {
    const inputs = [drawImages(random)]
    return { layer, inputs, params: {}, onnx: { op, inputs }, tensorflow: ([x]) => apply(x) }
  }

export const drawRelu = plain({ type: 'relu' }, 'Relu', tf.relu)
export const drawSigmoid = plain({ type: 'sigmoid' }, 'Sigmoid', tf.sigmoid)

export const drawLeakyRelu: Draw = (random) => {
  const slope = Math.fround(random.uniform())
  const inputs = [drawImages(random)]
  const onnx = { op: 'LeakyRelu', attributes: { alpha: { float: slope } }, inputs }
  return {
    layer: { type: 'leakyrelu', slope },
    inputs,
    params: {},
    onnx,
    tensorflow: ([x]) => tf.leakyRelu(x, slope),
  }
}

export const drawTanh: Draw = (random) => {
  const [outer, inner] = [0.2 + 2 * random.uniform(), 0.2 + 2 * random.uniform()]
  const x = drawImages(random)
  return {
    layer: { type: 'tanh', outer, inner },
    inputs: [x],
    params: {},
    onnx: { op: 'Tanh', inputs: [scaled(x, inner)] },
    fromOnnx: (y) => y.map((value) => outer * value),
    tensorflow: ([images]) => tf.mul(tf.tanh(tf.mul(images, inner)), outer),
  }
}

/** Among the scores are some whose exponentials no float holds. */
export const drawSoftmax: Draw = (random) => {
  const x = drawImages(random)
  const spread = random.below(4) === 0 ? 1024 : 4 // powers of two: float32 holds the products
  const inputs = [{ shape: x.shape, data: x.data.map((score) => spread * score) }]
  return {
    layer: { type: 'softmax' },
    inputs,
    params: {},
    onnx: { op: 'Softmax', attributes: { axis: 1 }, inputs },
    // Over the last axis only.
    tensorflow: ([scores]) => tf.transpose(tf.softmax(tf.transpose(scores, [0, 2, 3, 1])), [0, 3, 1, 2]),
  }
}

export const drawDropoutTest: Draw = (random) => {
  const x = drawImages(random)
  const rate = Math.fround(0.9 * random.uniform())
  const ratio = { shape: [], data: [rate] }
  return {
    layer: { type: 'dropout', rate },
    inputs: [x],
    params: {},
    onnx: { op: 'Dropout', inputs: [x, ratio] },
    tensorflow: ([images]) => tf.dropout(images, 0),
  }
}

/** What is dropped is the engine's affair, drawn by its seed; what becomes of the others is not. */
export const drawDropoutTraining: Draw = (random) => {
  const x = drawImages(random)
  const rate = 0.9 * random.uniform()
  const layer = { type: 'dropout', rate } as const
  const seed = random.below(1000)
  const { output } = runLayer(layer, { inputs: [x], mode: 'train', seed })
  const factors = { shape: x.shape, data: output.data.map((y) => (y === 0 ? 0 : 1 / (1 - rate))) }
  return {
    layer,
    inputs: [x],
    params: {},
    mode: 'train',
    seed,
    onnx: { op: 'Mul', inputs: [x, factors] },
    tensorflow: ([images]) => tf.mul(images, tf.tensor(Float32Array.from(factors.data), [...x.shape])),
  }
}
