/** Filters under a window: convolution and locally connected layers. */
import { layerType } from '../../../engine/layers/index'
import type { Random } from '../../../engine/random'
import { type Rounding, type Shape, SpecError } from '../../../engine/shape'
import type { Tensor } from '../../../engine/tensor'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { OnnxOperator } from '../onnx'
import { between, type Draw, drawTensor } from './question'
import { convolve, type Pair, padPlanes, roomFor, type Sides } from './windows'

interface DrawnFilters {
  readonly filters: number
  readonly size: Pair
  readonly stride: Pair
  readonly pad: Sides
  readonly dilation: Pair
  readonly groups: number
  readonly bias: boolean
  readonly rounding: Rounding
}

function drawSettings(random: Random): { settings: DrawnFilters; input: Shape } {
  const pair = (from: number, to: number): Pair => [between(random, from, to), between(random, from, to)]
  const side = () => between(random, 0, 3)
  const groups = random.below(2) ? 1 : between(random, 2, 4)
  const input = { c: groups * between(random, 1, 3), h: between(random, 1, 9), w: between(random, 1, 9) }
  const settings: DrawnFilters = {
    filters: groups * between(random, 1, 3),
    size: pair(1, 4),
    stride: pair(1, 3),
    pad: [side(), side(), side(), side()],
    dilation: random.below(2) ? [1, 1] : pair(1, 3),
    groups,
    bias: random.below(3) > 0,
    rounding: (['exact', 'floor', 'ceil'] as const)[random.below(3)],
  }
  const plain = { pad: [0, 0, 0, 0], dilation: [1, 1] } as const
  switch (random.below(6)) {
    case 0:
      return { settings: { ...settings, ...plain, size: [1, 1] }, input }
    case 1: // one window, like a fully connected layer
      return { settings: { ...settings, ...plain, size: [input.h, input.w] }, input }
    case 2: // depthwise, several filters for each channel
      return { settings, input: { ...input, c: groups } }
    default:
      return { settings, input }
  }
}

function drawFilters(random: Random, type: 'conv' | 'local'): Drawn {
  for (;;) {
    const { settings, input } = drawSettings(random)
    const kind = layerType({ type })
    try {
      const layer = kind.parse({ type, ...settings }, 'layer')
      const { h, w } = kind.outputShape(layer, [input])
      const params = Object.fromEntries(
        kind.parameters(layer, [input]).map(({ name, shape }) => [name, drawTensor(random, ...shape)]),
      )
      const x = drawTensor(random, between(random, 1, 3), input.c, input.h, input.w)
      return { settings, x, params, out: [h, w] }
    } catch (error) {
      if (!(error instanceof SpecError)) throw error // does not fit: draw again
    }
  }
}

interface Drawn {
  readonly settings: DrawnFilters
  readonly x: Tensor
  readonly params: Readonly<Record<string, Tensor>>
  readonly out: Pair // rows and columns
}

const paddingOf = ({ settings, x, out }: Drawn): Sides => roomFor(settings, x.shape, out)

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
function placeByPlace({ settings, out: [oh, ow] }: Drawn, padded: tf.Tensor, weights: tf.Tensor): tf.Tensor {
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
function asGroups(drawn: Drawn): OnnxOperator {
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
function filtersFirst(y: readonly number[], { settings: { filters }, out: [oh, ow] }: Drawn): number[] {
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
