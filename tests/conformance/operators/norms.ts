/** Both normalisations out of TensorFlow's small operators; its own, and ONNX's, are in ../norms.test.ts. */
import type { Mode } from '../../../engine/layers/layer'
import { between, drawImages, drawTensor } from '../../engine/draw'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { Draw } from './question'

/** Even windows too, for which neither oracle has a word. */
export const drawLrn: Draw = (random) => {
  const x = drawTensor(random, between(random, 1, 2), between(random, 1, 9), between(random, 1, 4), 2)
  const [size, alpha, beta] = [between(random, 1, 7), 2 * random.uniform(), 0.2 + random.uniform()]
  const k = 0.5 + random.uniform()
  const [before, after] = [Math.floor(size / 2), Math.floor((size - 1) / 2)]
  return {
    layer: { type: 'lrn', size, alpha, beta, k },
    inputs: [x],
    params: {},
    tensorflow([images]) {
      const squares = tf.pad(tf.square(images as tf.Tensor4D), [
        [0, 0],
        [before, after],
        [0, 0],
        [0, 0],
      ])
      const near = Array.from({ length: size }, (_, i) => tf.slice(squares, [0, i, 0, 0], [...x.shape]))
      const bases = tf.add(tf.mul(tf.addN(near), alpha / size), k)
      return tf.mul(images, tf.pow(bases, -beta))
    },
  }
}

export const drawBatchnorm =
  (mode: Mode): Draw =>
  (random) => {
    const images = drawImages(random)
    const x =
      images.shape[0] * images.shape[2] * images.shape[3] > 1 ? images : drawTensor(random, 2, 3, 1, 1)
    const perChannel = () => drawTensor(random, x.shape[1])
    const spread = perChannel()
    const [epsilon, momentum] = [0.01 + 0.1 * random.uniform(), random.uniform()]
    const [runningMean, runningVariance] = [
      perChannel(),
      { shape: spread.shape, data: spread.data.map((value) => 0.3 + value * value) },
    ]
    return {
      layer: { type: 'batchnorm', epsilon, momentum },
      inputs: [x],
      params: { gamma: perChannel(), beta: perChannel(), runningMean, runningVariance },
      mode,
      measure: 'largest',
      tensorflow([value], { gamma, beta }) {
        const column = (numbers: tf.Tensor) => tf.reshape(numbers, [1, -1, 1, 1])
        const mean =
          mode === 'train' ? tf.mean(value, [0, 2, 3], true) : column(tf.tensor1d([...runningMean.data]))
        const centred = tf.sub(value, mean)
        const variance =
          mode === 'train'
            ? tf.mean(tf.square(centred), [0, 2, 3], true)
            : column(tf.tensor1d([...runningVariance.data]))
        const deviation = tf.sqrt(tf.add(variance, epsilon))
        return tf.add(tf.mul(column(gamma), tf.div(centred, deviation)), column(beta))
      },
    }
  }
