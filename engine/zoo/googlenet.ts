/** Szegedy et al. 2014: nine inception modules, each of which looks with four sizes of window at once. */
import type { LayerSpec } from '../layers/index'
import type { NetworkSpec } from '../spec'
import { colour } from './inputs'
import { type Sketch, sketch } from './sketch'
import type { ZooSpec } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const lrn: LayerSpec = { type: 'lrn', size: 5, alpha: 1e-4, beta: 0.75, k: 1 }
const halve: LayerSpec = { type: 'pool', kind: 'max', size: 3, stride: 2, rounding: 'ceil' }
const conv = (filters: number, size: number): LayerSpec => ({
  type: 'conv',
  filters,
  size,
  pad: (size - 1) / 2,
})

/** A row of the paper's table 1: filters of 1×1, 3×3 after its reduction, 5×5 after its reduction, 1×1 after the pooling. */
type Row = readonly [
  one: number,
  reduce3: number,
  three: number,
  reduce5: number,
  five: number,
  pooled: number,
]

const ROWS: Readonly<Record<string, Row>> = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
}

function inception(net: Sketch, from: string, name: string): string {
  const [one, reduce3, three, reduce5, five, pooled] = ROWS[name]
  const at = (part: string): string => `inception${name}-${part}`
  const convolve = (below: string, part: string, filters: number, size: number): string =>
    net.stack(below, { [at(part)]: conv(filters, size), [at(`relu-${part}`)]: relu })
  const pool = net.put(at('pool'), from, { type: 'pool', kind: 'max', size: 3, stride: 1, pad: 1 })
  return net.put(
    at('concat'),
    [
      convolve(from, '1x1', one, 1),
      convolve(convolve(from, 'reduce3', reduce3, 1), '3x3', three, 3),
      convolve(convolve(from, 'reduce5', reduce5, 1), '5x5', five, 5),
      convolve(pool, 'project', pooled, 1),
    ],
    { type: 'concat' },
  )
}

/** A classifier half-way up, which brings a gradient to the lower layers while the network learns. */
const head = (net: Sketch, from: string, name: string): string =>
  net.stack(from, {
    [`${name}-pool`]: { type: 'pool', kind: 'avg', size: 5, stride: 3 },
    [`${name}-conv`]: conv(128, 1),
    [`${name}-relu1`]: relu,
    [`${name}-fc1`]: { type: 'fc', units: 1024 },
    [`${name}-relu2`]: relu,
    [`${name}-dropout`]: { type: 'dropout', rate: 0.7 },
    [`${name}-fc2`]: { type: 'fc', units: 1000 },
    [`${name}-softmax`]: { type: 'softmax' },
  })

function build(withHeads: boolean): NetworkSpec {
  const net = sketch(colour(224))
  const modules = (from: string, ...names: string[]): string =>
    names.reduce((below, name) => inception(net, below, name), from)
  const stem = net.stack('input', {
    conv1: { type: 'conv', filters: 64, size: 7, stride: 2, pad: 3, rounding: 'floor' },
    relu1: relu,
    pool1: halve,
    lrn1: lrn,
    reduce2: conv(64, 1),
    'relu-reduce2': relu,
    conv2: conv(192, 3),
    relu2: relu,
    lrn2: lrn,
    pool2: halve,
  })
  const four = modules(net.put('pool3', modules(stem, '3a', '3b'), halve), '4a')
  const heads = withHeads ? [head(net, four, 'head1')] : []
  const middle = modules(four, '4b', '4c', '4d')
  if (withHeads) heads.push(head(net, middle, 'head2'))
  const last = modules(net.put('pool4', modules(middle, '4e'), halve), '5a', '5b')
  const softmax = net.stack(last, {
    pool5: { type: 'globalpool', kind: 'avg' },
    dropout: { type: 'dropout', rate: 0.4 },
    fc: { type: 'fc', units: 1000 },
    softmax: { type: 'softmax' },
  })
  return net.finish([softmax, ...heads])
}

export const googlenet: ZooSpec = {
  id: 'googlenet',
  title: { en: 'GoogLeNet', zh: 'GoogLeNet' },
  about: {
    en: 'Winner of ILSVRC 2014: 22 layers with weights in nine inception modules, and no hidden fully connected layer: seven million parameters.',
    zh: 'ILSVRC 2014 的冠军：九个 Inception 模块，共 22 个带权重的层，没有隐藏的全连接层，只有约七百万个参数。',
  },
  source: 'Szegedy et al. 2014, arXiv 1409.4842, table 1; Caffe bvlc_googlenet',
  get spec() {
    return build(false)
  },
}

export const googlenetHeads: ZooSpec = {
  id: 'googlenet-heads',
  title: { en: 'GoogLeNet with its auxiliary heads', zh: 'GoogLeNet（带辅助分类器）' },
  about: {
    en: 'The same as it was trained, with two more classifiers half-way up, which are thrown away afterwards.',
    zh: '训练时的样子：中途另有两个辅助分类器，训练之后就丢掉。',
  },
  source: 'Szegedy et al. 2014, section 5; Caffe bvlc_googlenet, train_val',
  get spec() {
    return build(true)
  },
}
