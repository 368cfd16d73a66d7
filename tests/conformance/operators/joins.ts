/** Whole volumes: sums, one behind the other, in a row, and the fully connected layer that reads all of one. */

import { between, drawImages, drawTensor } from '../../engine/draw'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { Draw } from './question'

export const drawAdd: Draw = (random) => {
  const first = drawImages(random)
  const others = Array.from({ length: between(random, 1, 3) }, () => drawTensor(random, ...first.shape))
  const inputs = [first, ...others]
  return {
    layer: { type: 'add' },
    inputs,
    params: {},
    onnx: { op: 'Sum', inputs },
    tensorflow: (terms) => tf.addN([...terms]),
  }
}

export const drawConcat: Draw = (random) => {
  const first = drawImages(random)
  const [n, , h, w] = first.shape
  const others = Array.from({ length: between(random, 1, 3) }, () =>
    drawTensor(random, n, between(random, 1, 5), h, w),
  )
  const inputs = [first, ...others]
  return {
    layer: { type: 'concat' },
    inputs,
    params: {},
    onnx: { op: 'Concat', attributes: { axis: 1 }, inputs },
    tensorflow: (parts) => tf.concat([...parts], 1),
  }
}

export const drawFlatten: Draw = (random) => {
  const x = drawImages(random)
  return {
    layer: { type: 'flatten' },
    inputs: [x],
    params: {},
    onnx: { op: 'Flatten', inputs: [x] },
    tensorflow: ([images]) => tf.reshape(images, [x.shape[0], -1, 1, 1]),
  }
}

export const drawFc: Draw = (random) => {
  const x = drawImages(random)
  const [n, ...volume] = x.shape
  const length = volume.reduce((a, b) => a * b, 1)
  const units = between(random, 1, 11)
  const bias = random.below(3) > 0
  const weights = drawTensor(random, units, length)
  const biases = drawTensor(random, units)
  const row = { shape: [n, length], data: x.data }
  return {
    layer: { type: 'fc', units, bias },
    inputs: [x],
    params: { weights, ...(bias && { biases }) },
    onnx: { op: 'Gemm', attributes: { transB: 1 }, inputs: [row, weights, bias ? biases : null] },
    tensorflow([images], params) {
      const rows = tf.reshape(images, [n, length]) as tf.Tensor2D
      const y = tf.matMul(rows, params.weights as tf.Tensor2D, false, true)
      return tf.reshape(params.biases ? tf.add(y, params.biases) : y, [n, units, 1, 1])
    },
  }
}
