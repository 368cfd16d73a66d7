import { type LayerSpec, type NetworkSpec, type NodeSpec, zooSpecs } from '../../engine/index'

/** The three small networks of the table, by their names in the zoo. */
export const smallNetworks = ['convnetjs-cifar10', 'convnetjs-mnist', 'cs231n'] as const

export function specOf(name: string): NetworkSpec {
  const entry = zooSpecs.get(name)
  if (!entry) throw new RangeError(`the zoo has no ${name}`)
  return entry.spec
}

/** The CIFAR-10 network on pictures of another side: a multiple of eight. */
export function cifarOfSide(side: number): NetworkSpec {
  const spec = specOf('convnetjs-cifar10')
  return { ...spec, input: { ...spec.input, h: side, w: side } }
}

const relu: LayerSpec = { type: 'relu' }
const norm: LayerSpec = { type: 'batchnorm' }
const conv = (filters: number, size: number, stride = 1): LayerSpec => ({
  type: 'conv',
  filters,
  size,
  stride,
  pad: (size - 1) / 2,
  bias: false,
  rounding: 'floor',
})

/** Two convolutions with batch normalisation, and a shortcut past them, projected where the size changes. */
function block(name: string, from: string, filters: number, stride: number): NodeSpec[] {
  const at = (part: string): string => `${name}-${part}`
  const shortcut: NodeSpec[] = [
    { id: at('project'), from: [from], layer: conv(filters, 1, stride) },
    { id: at('project-norm'), from: [at('project')], layer: norm },
  ]
  return [
    { id: at('conv1'), from: [from], layer: conv(filters, 3, stride) },
    { id: at('norm1'), from: [at('conv1')], layer: norm },
    { id: at('relu1'), from: [at('norm1')], layer: relu },
    { id: at('conv2'), from: [at('relu1')], layer: conv(filters, 3) },
    { id: at('norm2'), from: [at('conv2')], layer: norm },
    ...(stride > 1 ? shortcut : []),
    { id: at('add'), from: [at('norm2'), stride > 1 ? at('project-norm') : from], layer: { type: 'add' } },
    { id: at('relu2'), from: [at('add')], layer: relu },
  ]
}

/** ResNet-8 for CIFAR-10, after He et al. 2015, §4.2 with n = 1, projected shortcuts: 16, 32, 64 filters. */
export const residual: NetworkSpec = {
  version: 1,
  input: { c: 3, h: 32, w: 32 },
  nodes: [
    { id: 'conv1', from: ['input'], layer: conv(16, 3) },
    { id: 'norm1', from: ['conv1'], layer: norm },
    { id: 'relu1', from: ['norm1'], layer: relu },
    ...block('stage1', 'relu1', 16, 1),
    ...block('stage2', 'stage1-relu2', 32, 2),
    ...block('stage3', 'stage2-relu2', 64, 2),
    { id: 'globalpool', from: ['stage3-relu2'], layer: { type: 'globalpool', kind: 'avg' } },
    { id: 'fc', from: ['globalpool'], layer: { type: 'fc', units: 10 } },
    { id: 'softmax', from: ['fc'], layer: { type: 'softmax' } },
  ],
}

/** Of VGG's second block, 0.92 GFLOP a picture forward. */
export const vggConv: NetworkSpec = {
  version: 1,
  input: { c: 64, h: 112, w: 112 },
  nodes: [{ id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 64, size: 3, pad: 1 } }],
}

export interface Workload {
  readonly name: string
  readonly spec: NetworkSpec
  /** ConvNetJS has neither batch normalisation nor shortcuts. */
  readonly forConvnetjs: boolean
}

export const workloads: readonly Workload[] = [
  ...smallNetworks.map((name) => ({ name, spec: specOf(name), forConvnetjs: true })),
  { name: 'residual', spec: residual, forConvnetjs: false },
]
