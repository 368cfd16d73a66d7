/** One convolution alone, forward and both gradients, in each engine: the heart of a training step. */
import { createNetwork, type NetworkSpec, type PlannedNode, plan, type Tensor } from '../../../engine/index'
import { windowOf } from '../../../engine/layers/shared/window'
import { loadConvnetjs, loadTensorflow } from '../libraries/node.mjs'
import { fillLayer, planarOf, volumeOf } from './convnetjs'
import type { Values } from './peer'
import { gradient, sides } from './tensorflow-gradients'
import { volume } from './tensorflow-layers'
import { fromTensorflow, picturesToTensorflow, toTensorflow } from './tensorflow-values'

/** One convolution of stride 1, one picture, and the gradient that comes back. */
export interface ConvolutionTask {
  readonly spec: NetworkSpec
  readonly params: Values
  readonly x: Tensor
  readonly dy: Tensor
}

export interface ConvolutionPeer {
  readonly name: string
  run(): void
  /** After one run: y, dX, dW, in our order. */
  results(): readonly ArrayLike<number>[]
}

function onlyNode(spec: NetworkSpec) {
  const [node] = plan(spec).nodes
  const { layer } = node
  if (layer.type !== 'conv') throw new RangeError('no convolution')
  return { node, layer, window: windowOf(layer) }
}

export function convolveByConvscope({ spec, params, x, dy }: ConvolutionTask): ConvolutionPeer {
  const network = createNetwork(spec, { seed: 1, inputGradient: true })
  const { node } = onlyNode(spec)
  network.load(params)
  return {
    name: 'Convscope',
    run() {
      network.forward(x, 'train')
      network.backward(dy)
    },
    results: () => [
      network.activation(node.id).data,
      network.gradient('input').data,
      network.gradients().get(`${node.id}.weights`)?.data ?? [],
    ],
  }
}

export async function convolveByConvnetjs({
  spec,
  params,
  x,
  dy,
}: ConvolutionTask): Promise<ConvolutionPeer> {
  const convnetjs = await loadConvnetjs()
  const {
    node,
    layer: { filters },
    window,
  } = onlyNode(spec)
  const [input] = node.inputs
  const layer = new convnetjs.ConvLayer({
    in_sx: input.w,
    in_sy: input.h,
    in_depth: input.c,
    sx: window.size[1],
    filters,
    stride: 1,
    pad: window.padBefore[1],
  })
  fillLayer(layer, node.id, input, params)
  const picture = volumeOf(convnetjs, x, 0, input)
  const upstream = volumeOf(convnetjs, dy, 0, node.out).w
  return {
    name: 'ConvNetJS',
    run() {
      layer.forward(picture, true).dw.set(upstream)
      layer.backward()
    },
    results: () => [
      planarOf(layer.out_act.w, node.out),
      planarOf(picture.dw, input),
      layer.filters.flatMap((filter) =>
        planarOf(filter.dw, { ...input, h: window.size[0], w: window.size[1] }),
      ),
    ],
  }
}

export async function convolveByTensorflow({
  spec,
  params,
  x,
  dy,
}: ConvolutionTask): Promise<ConvolutionPeer> {
  const tf = await loadTensorflow()
  const { node, window } = onlyNode(spec)
  const [picture, upstream] = [picturesToTensorflow(tf, x), picturesToTensorflow(tf, dy)]
  const filter = volume(toTensorflow(tf, find(params, node, 'weights'), 'weights', node))
  const bias = toTensorflow(tf, find(params, node, 'biases'), 'biases', node)
  const sliding = { stride: 1, pad: window.padBefore[0] }
  const pass = () => [
    tf.fused.conv2d({ x: picture, filter, bias, strides: 1, pad: sides(sliding.pad) }),
    gradient(tf, 'dX', upstream, filter, sliding, picture.shape),
    gradient(tf, 'dW', upstream, picture, sliding, filter.shape),
    tf.sum(upstream, [0, 1, 2]),
  ]
  return {
    name: 'TensorFlow.js WASM',
    run: () => tf.dispose(tf.tidy(pass)),
    results() {
      const [y, dX, dW, dBias] = pass()
      const planar = [y, dX].map((maps) => tf.tidy(() => tf.transpose(maps, [0, 3, 1, 2]).dataSync()))
      const { shape } = find(params, node, 'weights')
      const { data } = fromTensorflow(dW, shape, 'weights', node)
      tf.dispose([y, dX, dW, dBias])
      return [...planar, data]
    },
  }
}

function find(params: Values, { id }: PlannedNode, name: string): Tensor {
  const tensor = params.get(`${id}.${name}`)
  if (!tensor) throw new RangeError(`${id} has no ${name}`)
  return tensor
}
