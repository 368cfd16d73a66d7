/**
 * Layers for TensorFlow.js's WASM backend, as fast as it can be asked to run them: channels last, bias and ReLU fused into the
 * convolution (which `tf.fused.conv2d` gives up under a gradient: the kernel is called by name), no gradient of the picture,
 * batch normalisation differentiated by hand. What backward reads has to be saved: the rest is let go after forward.
 */
import type * as TensorFlow from '../../oracles/node_modules/@tensorflow/tfjs'
import { gradient, type Sliding, sides } from './tensorflow-gradients'

export type Tf = typeof TensorFlow
export type Tensor = TensorFlow.Tensor
export type Tensor4D = TensorFlow.Tensor4D
type Tensor1D = TensorFlow.Tensor1D

export interface ConvSettings extends Sliding {
  readonly relu: boolean
  /** false: x is the picture. */
  readonly wantsDx: boolean
}

/** An operation with a gradient of its own; `forward` saves what `backward` is given. */
function operation(
  tf: Tf,
  inputs: readonly Tensor[],
  forward: (save: (tensors: Tensor[]) => void) => Tensor4D,
  backward: (dy: Tensor4D, saved: Tensor[]) => Tensor[],
): Tensor4D {
  const differentiable = tf.customGrad<Tensor4D>((...args) => {
    const save = args[args.length - 1]
    const value = forward((tensors) => {
      if (typeof save === 'function') save(tensors)
    })
    return { value, gradFunc: backward }
  })
  return differentiable(...inputs)
}

/** y = relu(x ⋆ filters + bias), ReLU and bias where wanted. */
export function convolve(
  tf: Tf,
  x: Tensor4D,
  filters: Tensor4D,
  bias: Tensor | null,
  { relu, wantsDx, stride, pad }: ConvSettings,
): Tensor4D {
  const { shape: filterShape } = filters
  const attributes = {
    strides: [stride, stride],
    pad: sides(pad),
    dilations: [1, 1],
    dataFormat: 'NHWC',
    dimRoundingMode: 'floor',
    activation: relu ? 'relu' : 'linear',
  }
  return operation(
    tf,
    [...(wantsDx ? [x] : []), filters, ...(bias ? [bias] : [])],
    (save) => {
      const y = tf
        .engine()
        .runKernel<Tensor4D>('FusedConv2D', { x, filter: filters, ...(bias && { bias }) }, attributes)
      save([x, filters, y])
      return y
    },
    (dy, [x, filters, y]) => {
      const dSum = relu ? tf.mul<Tensor4D>(dy, tf.step(y)) : dy
      const dFilters = gradient(tf, 'dW', dSum, volume(x), { stride, pad }, filterShape)
      const dX = wantsDx ? [gradient(tf, 'dX', dSum, volume(filters), { stride, pad }, volume(x).shape)] : []
      return [...dX, dFilters, ...(bias ? [tf.sum(dSum, [0, 1, 2])] : [])]
    },
  )
}

/** Saved tensors and variables come without their rank. */
export function volume(tensor: Tensor): Tensor4D {
  const fits = (tensor: Tensor): tensor is Tensor4D => tensor.rank === 4
  if (!fits(tensor)) throw new RangeError(`rank ${tensor.rank} instead of 4`)
  return tensor
}

export function vector(tensor: Tensor): Tensor1D {
  const fits = (tensor: Tensor): tensor is Tensor1D => tensor.rank === 1
  if (!fits(tensor)) throw new RangeError(`rank ${tensor.rank} instead of 1`)
  return tensor
}

/**
 * Max pooling without overlap, whose gradient goes to what is as large as the winner: a quarter of the time of the backend's own.
 * Of equal ones each gets it; the ReLU before takes it away again from those that are 0.
 */
export function poolMax(tf: Tf, x: Tensor4D, size: [number, number]): Tensor4D {
  return operation(
    tf,
    [x],
    (save) => {
      const y = tf.maxPool(x, size, size, 'valid')
      save([x, y])
      return y
    },
    (dy, [x, y]) => {
      const [, h, w] = x.shape
      const spread = (pooled: Tensor4D): Tensor4D => tf.image.resizeNearestNeighbor(pooled, [h, w])
      const smaller = tf.step(tf.sub(spread(volume(y)), x))
      return [tf.mul(spread(dy), tf.sub(1, smaller))]
    },
  )
}

export interface Normalised {
  readonly y: Tensor4D
  readonly mean: Tensor1D
  readonly variance: Tensor1D // biased
}

/** Batch normalisation by the statistics of this batch; dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)). */
export function normalise(tf: Tf, x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, epsilon: number): Normalised {
  const { mean, variance } = tf.moments(x, [0, 1, 2])
  const statistics = { mean: mean.as1D(), variance: variance.as1D() }
  const inverse = tf.rsqrt(tf.add(statistics.variance, epsilon))
  const y = operation(
    tf,
    [x, gamma, beta],
    (save) => {
      const y = tf.batchNorm4d(x, statistics.mean, statistics.variance, beta, gamma, epsilon)
      save([x, gamma, statistics.mean, inverse])
      return y
    },
    (dy, [x, gamma, mean, inverse]) => {
      const unit = tf.mul(tf.sub(x, mean), inverse)
      const count = x.size / gamma.size
      const [dBeta, dGamma] = [tf.sum(dy, [0, 1, 2]), tf.sum(tf.mul(dy, unit), [0, 1, 2])]
      const centred = tf.sub(dy, tf.add(tf.div(dBeta, count), tf.mul(unit, tf.div(dGamma, count))))
      return [tf.mul(centred, tf.mul(gamma, inverse)), dGamma, dBeta]
    },
  )
  return { y, ...statistics }
}

/** `[n][units][1][1]` of ours is `[n][1][1][units]` here. */
export function connect(tf: Tf, x: Tensor4D, weights: Tensor, bias: Tensor | null): Tensor4D {
  const [inputs, units] = weights.shape
  const scores = tf.matMul(x.reshape([x.shape[0], inputs]), weights)
  return (bias ? tf.add(scores, bias) : scores).reshape([x.shape[0], 1, 1, units])
}
