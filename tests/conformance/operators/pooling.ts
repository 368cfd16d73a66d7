import { layerType } from '../../../engine/layers/index'
import type { PoolKind } from '../../../engine/layers/layer'
import { between, drawImages, drawTensor } from '../../engine/draw'
import type { Pair, Sides } from '../../engine/layers/draw-filters'
import { type DrawnPool, drawPool as drawSettings } from '../../engine/layers/draw-pool'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { Draw } from './question'
import { convolve, padPlanes, roomFor } from './windows'

const KINDS = ['max', 'avg', 'l2'] as const

/** ONNX: in ../pool-onnx.test.ts, with the winners. */
export const drawPool: Draw = (random) => {
  const { layer, input } = drawSettings(random, KINDS)
  const x = drawTensor(random, between(random, 1, 2), input.c, input.h, input.w)
  const { h, w } = layerType(layer).outputShape(layer, [input])
  return { layer, inputs: [x], params: {}, tensorflow: ([images]) => pooled(layer, images, [h, w]) }
}

function pooled(layer: DrawnPool, images: tf.Tensor, out: Pair): tf.Tensor {
  const [n, c, h, w] = images.shape
  const planes = tf.reshape(images, [n * c, 1, h, w])
  const room = roomFor(layer, images.shape, out)
  return tf.reshape(pooledPlanes(layer, planes, room), [n, c, ...out])
}

function pooledPlanes(layer: DrawnPool, planes: tf.Tensor, room: Sides): tf.Tensor {
  const { kind, size, stride } = layer
  switch (kind) {
    case 'max': {
      const LESS_THAN_ALL = -1e30
      const channelsLast = tf.transpose(padPlanes(planes, room, LESS_THAN_ALL), [0, 2, 3, 1])
      return tf.maxPool(channelsLast, [...size], [...stride], 'valid')
    }
    case 'avg':
      return tf.div(
        windowSums(layer, padPlanes(planes, room)),
        windowSums(layer, counted(layer, planes, room)),
      )
    case 'l2':
      return tf.sqrt(windowSums(layer, padPlanes(tf.square(planes), room)))
  }
}

const windowSums = ({ size, stride }: DrawnPool, planes: tf.Tensor): tf.Tensor =>
  convolve(planes, tf.ones([1, 1, ...size]), stride, [1, 1], 1)

/** 1 for the cells that the divisor counts: never those that only rounding up has added. */
function counted({ pad, countPad }: DrawnPool, planes: tf.Tensor, room: Sides): tf.Tensor {
  const ones = tf.onesLike(planes)
  if (!countPad) return padPlanes(ones, room)
  const [top, left, bottom, right] = room
  const padding: Sides = [top, left, Math.min(bottom, pad[2]), Math.min(right, pad[3])]
  return padPlanes(padPlanes(ones, padding, 1), [0, 0, bottom - padding[2], right - padding[3]])
}

interface Global {
  readonly op: string
  readonly attributes: Readonly<Record<string, number>>
  readonly apply: (x: tf.Tensor) => tf.Tensor
}
const GLOBAL: Readonly<Record<PoolKind, Global>> = {
  max: { op: 'GlobalMaxPool', attributes: {}, apply: (x: tf.Tensor) => tf.max(x, [2, 3], true) },
  avg: { op: 'GlobalAveragePool', attributes: {}, apply: (x: tf.Tensor) => tf.mean(x, [2, 3], true) },
  l2: {
    op: 'GlobalLpPool',
    attributes: { p: 2 },
    apply: (x: tf.Tensor) => tf.sqrt(tf.sum(tf.square(x), [2, 3], true)),
  },
}

export const drawGlobalPool: Draw = (random) => {
  const kind = KINDS[random.below(3)]
  const x = drawImages(random)
  const { op, attributes, apply } = GLOBAL[kind]
  // The runtime has GlobalLpPool up to operator set 21.
  const onnx = { op, attributes, inputs: [x], opset: 21 }
  return { layer: { type: 'globalpool', kind }, inputs: [x], params: {}, onnx, tensorflow: ([y]) => apply(y) }
}
