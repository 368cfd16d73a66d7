/** ConvNetJS 0.3.0 (Karpathy 2014): plain loops in JavaScript, one example after another. */
import {
  type Layer,
  type Plan,
  type PlannedNode,
  plan,
  type Shape,
  size,
  type Tensor,
  zeros,
} from '../../../engine/index'
import { windowOf } from '../../../engine/layers/shared/window'
import type { ConvNetJS, ConvNetLayer, Net, Vol } from '../libraries/convnetjs'
import { loadConvnetjs } from '../libraries/node.mjs'
import { type Task, type TrainingPeer, update, type Values } from './peer'

export async function trainConvnetjs({ spec, params, examples }: Task): Promise<TrainingPeer> {
  const convnetjs = await loadConvnetjs()
  const planned = plan(spec)
  const net = createNet(convnetjs, planned)
  const learned = learnedLayers(planned, net)
  for (const [{ id, inputs }, layer] of learned) fillLayer(layer, id, inputs[0], params)
  const batch = examples.labels.length
  const volumes = examples.labels.map((_, i) => volumeOf(convnetjs, examples.x, i, planned.input))
  const trainer = new convnetjs.Trainer(net, {
    method: 'sgd',
    learning_rate: update.rate,
    momentum: update.momentum,
    batch_size: batch,
  })
  return {
    name: 'ConvNetJS',
    step: () =>
      volumes.reduce((sum, x, i) => sum + trainer.train(x, examples.labels[i]).cost_loss, 0) / batch,
    parameters: () => new Map(learned.flatMap(([node, layer]) => readLayer(layer, node))),
  }
}

function createNet(convnetjs: ConvNetJS, { input, nodes }: Plan): Net {
  const net = new convnetjs.Net()
  net.makeLayers([
    { type: 'input', out_sx: input.w, out_sy: input.h, out_depth: input.c },
    ...nodes.slice(0, -2).map(({ layer }) => definitionOf(layer)),
    softmaxOf(nodes.slice(-2)), // a fully connected layer and a softmax in one
  ])
  return net
}

function definitionOf(layer: Layer): Record<string, number | string> {
  switch (layer.type) {
    case 'conv': {
      const { size, stride, padBefore } = windowOf(layer)
      return { type: 'conv', sx: size[1], filters: layer.filters, stride: stride[1], pad: padBefore[1] }
    }
    case 'pool': {
      const { size, stride } = windowOf(layer)
      return { type: 'pool', sx: size[1], stride: stride[1] }
    }
    case 'relu':
      return { type: 'relu' }
    default:
      throw new RangeError(`ConvNetJS is asked for no ${layer.type}`)
  }
}

function softmaxOf([fc, softmax]: readonly PlannedNode[]): Record<string, number | string> {
  if (fc.layer.type !== 'fc' || softmax.layer.type !== 'softmax')
    throw new RangeError('no classifier at the end')
  return { type: 'softmax', num_classes: fc.out.c }
}

/** The nodes with parameters and the layers that have them there: both in order. */
function learnedLayers({ nodes }: Plan, net: Net): (readonly [PlannedNode, ConvNetLayer])[] {
  const layers = net.layers.filter(({ layer_type }) => layer_type === 'conv' || layer_type === 'fc')
  return nodes.filter(({ parameterCount }) => parameterCount > 0).map((node, i) => [node, layers[i]] as const)
}

/** Flat index, channel by channel → the same cell with channels last. */
const channelsLast = ({ c, h, w }: Shape, index: number): number => {
  const cells = h * w
  return (index % cells) * c + Math.floor(index / cells)
}

export function volumeOf(convnetjs: ConvNetJS, { data }: Tensor, image: number, shape: Shape): Vol {
  const volume = new convnetjs.Vol(shape.w, shape.h, shape.c, 0)
  for (let i = 0; i < size(shape); i++) volume.w[channelsLast(shape, i)] = data[image * size(shape) + i]
  return volume
}

/** The numbers of a volume, channel by channel. */
export const planarOf = (numbers: ArrayLike<number>, shape: Shape): number[] =>
  Array.from({ length: size(shape) }, (_, i) => numbers[channelsLast(shape, i)])

/** What one filter sees: its window of a convolution, or the whole input of a fully connected layer. */
const filterShape = ({ shape: [, c, h = 1, w = 1] }: Tensor, input: Shape): Shape =>
  h * w > 1 || c !== size(input) ? { c, h, w } : input

export function fillLayer(layer: ConvNetLayer, id: string, input: Shape, params: Values): void {
  const weights = params.get(`${id}.weights`)
  const biases = params.get(`${id}.biases`)
  if (!weights || !biases) throw new RangeError(`${id} has no weights or no biases`)
  const window = filterShape(weights, input)
  layer.filters.forEach((filter, k) => {
    for (let i = 0; i < size(window); i++)
      filter.w[channelsLast(window, i)] = weights.data[k * size(window) + i]
  })
  layer.biases.w.set(biases.data)
}

function readLayer(layer: ConvNetLayer, { id, inputs, parameters }: PlannedNode): [string, Tensor][] {
  return parameters.map(({ name, shape }) => {
    const tensor = zeros(shape)
    const window = filterShape(tensor, inputs[0])
    if (name === 'biases') tensor.data.set(layer.biases.w)
    else
      layer.filters.forEach((filter, k) => {
        for (let i = 0; i < size(window); i++)
          tensor.data[k * size(window) + i] = filter.w[channelsLast(window, i)]
      })
    return [`${id}.${name}`, tensor]
  })
}
