/** ONNX Runtime Web 1.30 on its WASM backend (SIMD, one thread), with all its graph optimisations. It only looks; it does not train. */
import { type Plan, type PlannedNode, plan } from '../../../engine/index'
import { sidesOf, windowOf } from '../../../engine/layers/shared/window'
import { constantWith, modelWith, nodeWith, type OnnxNode, valueInfo } from '../../conformance/onnx-model'
import { loadOnnx } from '../libraries/node.mjs'
import type { ForwardPeer, Task, Values } from './peer'

export async function forwardOnnx({ spec, params, examples }: Task): Promise<ForwardPeer> {
  const ort = await loadOnnx()
  const planned = plan(spec)
  const session = await ort.InferenceSession.create(modelOf(planned, params, examples.x.shape), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  })
  const feeds = { input: new ort.Tensor('float32', Float32Array.from(examples.x.data), examples.x.shape) }
  return {
    name: 'ONNX Runtime Web WASM',
    async forward() {
      const { data } = (await session.run(feeds))[planned.outputs[0]]
      if (!(data instanceof Float32Array)) throw new TypeError('the output is no float32')
      return data
    },
    dispose: () => void session.release(),
  }
}

function modelOf({ nodes, outputs }: Plan, params: Values, shape: readonly number[]): Uint8Array {
  return modelWith({
    nodes: nodes.flatMap((node) => operatorsOf(node).map(nodeWith)),
    constants: [...params].map(([name, { shape, data }]) => constantWith(name, shape, data)),
    inputs: [valueInfo('input', 'float32', shape)],
    outputs: [valueInfo(outputs[0], 'float32')],
  })
}

/** What a layer is in ONNX, which is planar as we are. Values are called as our nodes and parameters are. */
function operatorsOf({ id, from, layer }: PlannedNode): OnnxNode[] {
  const own = (...names: string[]): string[] => names.map((name) => `${id}.${name}`)
  const one = (op: string, attributes: OnnxNode['attributes'] = {}, constants: string[] = []): OnnxNode[] => [
    { op, attributes, inputs: [...from, ...constants], outputs: [id] },
  ]
  switch (layer.type) {
    case 'conv':
      return one('Conv', { ...windowAttributes(layer), group: layer.groups }, own(...weightsOf(layer.bias)))
    case 'pool':
      return poolOf(layer, one)
    case 'fc':
      return [
        { op: 'Flatten', inputs: from, outputs: own('row') },
        {
          op: 'Gemm',
          attributes: { transB: 1 },
          inputs: [...own('row'), ...own(...weightsOf(layer.bias))],
          outputs: [id],
        },
      ]
    case 'batchnorm':
      return one(
        'BatchNormalization',
        { epsilon: { float: layer.epsilon } },
        own('gamma', 'beta', 'runningMean', 'runningVariance'),
      )
    case 'globalpool':
      if (layer.kind !== 'avg') break
      return one('GlobalAveragePool')
    case 'lrn': {
      const [alpha, beta, bias] = [layer.alpha, layer.beta, layer.k].map((float) => ({ float }))
      return one('LRN', { size: layer.size, alpha, beta, bias })
    }
    case 'concat':
      return one('Concat', { axis: 1 })
    case 'dropout': // looking, it hands on what it is given
      return one('Identity')
    case 'relu':
      return one('Relu')
    case 'add':
      return one('Add')
    case 'softmax':
      return one('Softmax', { axis: 1 })
  }
  throw new RangeError(`ONNX Runtime is asked for no ${layer.type}`)
}

type Layer<Type extends PlannedNode['layer']['type']> = Extract<PlannedNode['layer'], { type: Type }>

function poolOf(
  layer: Layer<'pool'>,
  one: (op: string, attributes: OnnxNode['attributes']) => OnnxNode[],
): OnnxNode[] {
  const shared = { ...windowAttributes(layer), ceil_mode: layer.rounding === 'ceil' ? 1 : 0 }
  if (layer.kind === 'max') return one('MaxPool', shared)
  if (layer.kind === 'avg')
    return one('AveragePool', { ...shared, count_include_pad: layer.countPad ? 1 : 0 })
  throw new RangeError(`ONNX Runtime is asked for no pooling by ${layer.kind}`)
}

const weightsOf = (bias: boolean): string[] => (bias ? ['weights', 'biases'] : ['weights'])

function windowAttributes(layer: Parameters<typeof windowOf>[0]): Record<string, readonly number[]> {
  const { size, stride, dilation } = windowOf(layer)
  const shared = { kernel_shape: size, strides: stride, pads: sidesOf(layer.pad) }
  return layer.dilation === undefined ? shared : { ...shared, dilations: dilation }
}
