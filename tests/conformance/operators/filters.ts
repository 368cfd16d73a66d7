/** Filters under a window: convolution and locally connected layers. */
import type { Tensor } from '../../../engine/tensor'
import { type DrawnFilters, drawFilters, type Sides } from '../../engine/layers/draw-filters'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { OnnxOperator } from '../onnx'
import type { Draw } from './question'
import { convolve, padPlanes, roomFor } from './windows'

const paddingOf = ({ settings, x, out }: DrawnFilters): Sides => roomFor(settings, x.shape, out)

export const drawConv: Draw = (random) => {
  const drawn = drawFilters(random, 'conv')
  const { settings, x, params } = drawn
  const { stride, dilation, groups, size } = settings
  return {
    layer: { type: 'conv', ...settings },
    inputs: [x],
    params,
    onnx: {
      op: 'Conv',
      attributes: {
        kernel_shape: size,
        strides: stride,
        pads: paddingOf(drawn),
        dilations: dilation,
        group: groups,
      },
      inputs: [x, params.weights, params.biases ?? null],
    },
    tensorflow([images], { weights, biases }) {
      const y = convolve(padPlanes(images, paddingOf(drawn)), weights, stride, dilation, groups)
      return biases ? tf.add(y, tf.reshape(biases, [1, -1, 1, 1])) : y
    },
  }
}

export const drawLocal: Draw = (random) => {
  const drawn = drawFilters(random, 'local')
  const { settings, x, params } = drawn
  return {
    layer: { type: 'local', ...settings },
    inputs: [x],
    params,
    onnx: asGroups(drawn),
    fromOnnx: (y) => filtersFirst(y, drawn),
    tensorflow([images], { weights, biases }) {
      const y = placeByPlace(drawn, padPlanes(images, paddingOf(drawn)), weights)
      return biases ? tf.add(y, tf.expandDims(biases, 0)) : y
    },
  }
}

/** Every place is a convolution of its own, from one window to one number per filter. */
function placeByPlace(
  { settings, out: [oh, ow] }: DrawnFilters,
  padded: tf.Tensor,
  weights: tf.Tensor,
): tf.Tensor {
  const { size, stride, dilation, groups, filters } = settings
  const [n, c] = padded.shape
  const [rows, columns] = size.map((f, axis) => dilation[axis] * (f - 1) + 1)
  const places: tf.Tensor[] = []
  for (let i = 0; i < oh; i++) {
    for (let j = 0; j < ow; j++) {
      const window = tf.slice(padded, [0, 0, i * stride[0], j * stride[1]], [n, c, rows, columns])
      const own = tf.reshape(tf.slice(weights, [i, j], [1, 1]), weights.shape.slice(2))
      places.push(convolve(window, own, [1, 1], dilation, groups))
    }
  }
  return tf.reshape(tf.concat(places, 2), [n, filters, oh, ow])
}

/** Each place as groups of their own in one convolution: its window cut out of the picture, one behind the other as channels. */
function asGroups(drawn: DrawnFilters): OnnxOperator {
  const { settings, x, params, out } = drawn
  const { size, stride, pad, dilation, groups, filters } = settings
  const [n, c, h, w] = x.shape
  const [oh, ow] = out
  const windows: number[] = []
  for (let image = 0; image < n; image++) {
    for (let place = 0; place < oh * ow; place++) {
      const top = Math.floor(place / ow) * stride[0] - pad[0]
      const left = (place % ow) * stride[1] - pad[1]
      for (let channel = 0; channel < c; channel++) {
        for (let i = 0; i < size[0]; i++) {
          for (let j = 0; j < size[1]; j++) {
            const [row, column] = [top + i * dilation[0], left + j * dilation[1]]
            const inside = row >= 0 && row < h && column >= 0 && column < w
            windows.push(inside ? x.data[((image * c + channel) * h + row) * w + column] : 0)
          }
        }
      }
    }
  }
  const places = oh * ow
  return {
    op: 'Conv',
    attributes: { kernel_shape: size, group: places * groups },
    inputs: [
      { shape: [n, places * c, ...size], data: windows },
      { shape: [places * filters, c / groups, ...size], data: params.weights.data },
      params.biases ? { shape: [places * filters], data: placesFirst(params.biases) } : null,
    ],
  }
}

/** [n][oh][ow][out] → [n][out][oh][ow]. */
function filtersFirst(
  y: readonly number[],
  { settings: { filters }, out: [oh, ow] }: DrawnFilters,
): number[] {
  const places = oh * ow
  return y.map((_, i) => {
    const [image, unit] = [Math.floor(i / (filters * places)), i % (filters * places)]
    return y[image * filters * places + (unit % places) * filters + Math.floor(unit / places)]
  })
}

/** Biases [out][oh][ow] → [oh][ow][out]. */
function placesFirst({ shape: [filters, oh, ow], data }: Tensor): number[] {
  const places = oh * ow
  return Array.from(
    { length: places * filters },
    (_, i) => data[(i % filters) * places + Math.floor(i / filters)],
  )
}
