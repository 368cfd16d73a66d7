/** Windows in TensorFlow.js, on tensors in the engine's order. All of it is differentiable. */
import type { Rounding } from '../../../engine/shape'
import type { Pair, Sides } from '../../engine/layers/draw-filters'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'

interface Window {
  readonly size: Pair
  readonly stride: Pair
  readonly pad: Sides
  readonly dilation?: Pair
  readonly rounding: Rounding
}

/**
 * Rounding up is another padding at the far ends: as much as the last of `out` windows needs, be it more or less than is asked for
 * (a window that would start in there is dropped).
 */
export function roomFor(window: Window, x: readonly number[], out: Pair): Sides {
  const { size, stride, pad, dilation = [1, 1], rounding } = window
  if (rounding !== 'ceil') return pad
  const after = (axis: 0 | 1): number => {
    const end = (out[axis] - 1) * stride[axis] + dilation[axis] * (size[axis] - 1) + 1
    return Math.max(0, end - x[2 + axis] - pad[axis])
  }
  return [pad[0], pad[1], after(0), after(1)]
}

export function padPlanes(x: tf.Tensor, [top, left, bottom, right]: Sides, value = 0): tf.Tensor4D {
  const sides: [number, number][] = [
    [0, 0],
    [0, 0],
    [top, bottom],
    [left, right],
  ]
  return tf.pad(x as tf.Tensor4D, sides, value)
}

/** Filters `[out][in/groups][fh][fw]`. TensorFlow.js has no gradient with both stride and dilation, and no groups. */
export function convolve(
  x: tf.Tensor,
  filters: tf.Tensor,
  stride: Pair,
  dilation: Pair,
  groups: number,
): tf.Tensor4D {
  const spread = spreadAlong(spreadAlong(filters, 2, dilation[0]), 3, dilation[1])
  const parts = Array.from({ length: groups }, (_, group) => {
    const channelsLast = tf.transpose(share(x, 1, group, groups), [0, 2, 3, 1])
    const filtersLast = tf.transpose(share(spread, 0, group, groups), [2, 3, 1, 0])
    return tf.transpose(tf.conv2d(channelsLast, filtersLast, [...stride], 'valid'), [0, 3, 1, 2])
  })
  return tf.concat(parts, 1)
}

/** One of so many equal shares along an axis. (The gradient of `split` fails in this release.) */
function share(x: tf.Tensor, axis: 0 | 1, i: number, shares: number): tf.Tensor4D {
  const shape: readonly number[] = x.shape
  const length = shape[axis] / shares
  const begin = [0, 0].with(axis, i * length)
  const size = shape.with(axis, length)
  return tf.slice(x as tf.Tensor4D, [...begin, 0, 0], size)
}

/** Zeros between the taps along an axis of a filter. */
function spreadAlong(filters: tf.Tensor, axis: 2 | 3, dilation: number): tf.Tensor {
  if (dilation === 1) return filters
  const shape: readonly number[] = filters.shape
  const [before, taps, behind] = [product(shape.slice(0, axis)), shape[axis], product(shape.slice(axis + 1))]
  const rows = tf.reshape(filters, [before, taps, 1, behind]) as tf.Tensor4D
  const apart = tf.pad(rows, [
    [0, 0],
    [0, 0],
    [0, dilation - 1],
    [0, 0],
  ])
  const covered = dilation * (taps - 1) + 1
  const cut = tf.slice(
    tf.reshape(apart, [before, taps * dilation, behind]),
    [0, 0, 0],
    [before, covered, behind],
  )
  return tf.reshape(
    cut,
    shape.map((n, i) => (i === axis ? covered : n)),
  )
}

const product = (numbers: readonly number[]): number => numbers.reduce((a, b) => a * b, 1)
