/** Simonyan and Zisserman 2014: nothing but 3×3 filters, and halving after every few of them. */
import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { toFullyConvolutional } from '../plan/fully-convolutional'
import type { NetworkSpec } from '../spec'
import { colour } from './inputs'
import type { ZooSpec } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const dropout: LayerSpec = { type: 'dropout', rate: 0.5 }
const FILTERS = [64, 128, 256, 512, 512]

/** `convs`: convolutions of each of the five stages. */
function vgg(convs: readonly number[]): NetworkSpec {
  const stage = (count: number, i: number): LayerSpec[] => [
    ...Array.from({ length: count }, (): LayerSpec[] => [
      { type: 'conv', filters: FILTERS[i], size: 3, pad: 1 },
      relu,
    ]).flat(),
    { type: 'pool', kind: 'max', size: 2 },
  ]
  const hidden: LayerSpec[] = [{ type: 'fc', units: 4096 }, relu, dropout]
  return chain(
    colour(224),
    ...convs.flatMap(stage),
    ...hidden,
    ...hidden,
    { type: 'fc', units: 1000 },
    { type: 'softmax' },
  )
}

const source = 'Simonyan and Zisserman 2014, arXiv 1409.1556, table 1; counts as in torchvision'

export const vgg11: ZooSpec = {
  id: 'vgg11',
  title: { en: 'VGG-11', zh: 'VGG-11' },
  about: {
    en: 'The shallowest of the VGG family, configuration A: eight convolutions and three fully connected layers.',
    zh: 'VGG 家族中最浅的一个（配置 A）：八个卷积层和三个全连接层。',
  },
  source,
  get spec() {
    return vgg([1, 1, 2, 2, 2])
  },
}

export const vgg13: ZooSpec = {
  id: 'vgg13',
  title: { en: 'VGG-13', zh: 'VGG-13' },
  about: {
    en: 'Configuration B: two convolutions in each of the five stages.',
    zh: '配置 B：五个阶段各有两个卷积层。',
  },
  source,
  get spec() {
    return vgg([2, 2, 2, 2, 2])
  },
}

export const vgg16: ZooSpec = {
  id: 'vgg16',
  title: { en: 'VGG-16', zh: 'VGG-16' },
  about: {
    en: 'Thirteen convolutions of 3×3 and three fully connected layers, 138 million parameters, most of them in the first of those three.',
    zh: '13 个 3×3 的卷积层加 3 个全连接层，共 1.38 亿个参数，大部分在第一个全连接层里。',
  },
  source,
  get spec() {
    return vgg([2, 2, 3, 3, 3])
  },
}

export const vgg19: ZooSpec = {
  id: 'vgg19',
  title: { en: 'VGG-19', zh: 'VGG-19' },
  about: {
    en: 'The deepest of the family, configuration E: sixteen convolutions and three fully connected layers.',
    zh: '家族中最深的一个（配置 E）：16 个卷积层和 3 个全连接层。',
  },
  source,
  get spec() {
    return vgg([2, 2, 4, 4, 4])
  },
}

export const vgg16Conv: ZooSpec = {
  id: 'vgg16-conv',
  title: { en: 'VGG-16, fully convolutional', zh: 'VGG-16（全卷积形式）' },
  about: {
    en: 'The same network with its fully connected layers written as convolutions, so that a larger picture gives a map of scores.',
    zh: '同一个网络，全连接层改写成卷积层：输入更大的图像，就得到一张得分图。',
  },
  source: 'CS231n, Converting FC layers to CONV layers',
  get spec() {
    return toFullyConvolutional(vgg([2, 2, 3, 3, 3])).spec
  },
}
