/** Krizhevsky, Sutskever and Hinton 2012, and the two networks that Zeiler and Fergus made of it in 2013 by looking into it. */
import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import type { NetworkSpec } from '../spec'
import { colour } from './inputs'
import type { ZooSpec } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const dropout: LayerSpec = { type: 'dropout', rate: 0.5 }
/** Windows of 3×3 that overlap by one row. */
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 3, stride: 2 }
const scores: readonly LayerSpec[] = [{ type: 'fc', units: 1000 }, { type: 'softmax' }]
const hidden: readonly LayerSpec[] = [{ type: 'fc', units: 4096 }, relu, dropout]

const conv = (filters: number, size: number, groups = 1): readonly LayerSpec[] => [
  { type: 'conv', filters, size, pad: (size - 1) / 2, groups },
  relu,
]

/** `groups` 2: the two GPUs of the paper, which saw half of the channels each in conv 2, 4 and 5. */
function original(groups: number): NetworkSpec {
  const lrn: LayerSpec = { type: 'lrn', size: 5, alpha: 1e-4, beta: 0.75, k: 1 }
  return chain(
    colour(227), // the paper says 224, which its own first layer does not fit: 54.25
    { type: 'conv', filters: 96, size: 11, stride: 4 },
    ...[relu, lrn, pool],
    ...[...conv(256, 5, groups), lrn, pool],
    ...[...conv(384, 3), ...conv(384, 3, groups), ...conv(256, 3, groups), pool],
    ...[...hidden, ...hidden, ...scores],
  )
}

export const alexnet: ZooSpec = {
  id: 'alexnet',
  title: { en: 'AlexNet', zh: 'AlexNet' },
  about: {
    en: 'The winner of ILSVRC 2012, in the two groups of its two graphics cards: 60,965,224 parameters.',
    zh: 'ILSVRC 2012 的冠军，按两块显卡分为两组，共 60,965,224 个参数。',
  },
  source: 'Krizhevsky et al. 2012; Caffe bvlc_alexnet',
  get spec() {
    return original(2)
  },
}

export const alexnetUngrouped: ZooSpec = {
  id: 'alexnet-ungrouped',
  title: { en: 'AlexNet without groups', zh: 'AlexNet（不分组）' },
  about: {
    en: 'The same with every filter reading all channels, as it is mostly drawn: 62,378,344 parameters.',
    zh: '每个滤波器都读全部通道，也就是通常画出的样子，共 62,378,344 个参数。',
  },
  source: 'Caffe bvlc_alexnet with group 1',
  get spec() {
    return original(1)
  },
}

export const alexnet224: ZooSpec = {
  id: 'alexnet-224',
  title: { en: 'AlexNet for 224×224', zh: 'AlexNet（224×224）' },
  about: {
    en: 'The one-column variant of 2014 that most libraries ship: 64 first filters, pad 2 and rounding down make 224 fit.',
    zh: '2014 年的单列版本，多数软件库提供的就是它：首层 64 个滤波器，填充 2 并向下取整，224 才放得下。',
  },
  source: 'Krizhevsky 2014, arXiv 1404.5997; torchvision alexnet',
  get spec() {
    const fc: LayerSpec = { type: 'fc', units: 4096 }
    return chain(
      colour(224),
      { type: 'conv', filters: 64, size: 11, stride: 4, pad: 2, rounding: 'floor' },
      ...[relu, pool, ...conv(192, 5), pool],
      ...[...conv(384, 3), ...conv(256, 3), ...conv(256, 3), pool],
      ...[dropout, fc, relu, dropout, fc, relu, ...scores],
    )
  },
}

/** `filters` of the third, fourth and fifth convolution. */
function zeilerFergus(filters: readonly number[]): NetworkSpec {
  const lrn: LayerSpec = { type: 'lrn', size: 5, alpha: 1e-4, beta: 0.75, k: 1 }
  const poolUp: LayerSpec = { type: 'pool', kind: 'max', size: 3, stride: 2, rounding: 'ceil' } // 110 → 55, 26 → 13
  return chain(
    colour(224),
    { type: 'conv', filters: 96, size: 7, stride: 2, pad: 1, rounding: 'floor' }, // 110.5 → 110
    ...[relu, poolUp, lrn],
    { type: 'conv', filters: 256, size: 5, stride: 2 },
    ...[relu, poolUp, lrn],
    ...[...filters.flatMap((count) => conv(count, 3)), pool],
    ...[...hidden, ...hidden, ...scores],
  )
}

export const zfnet: ZooSpec = {
  id: 'zfnet',
  title: { en: 'ZFNet', zh: 'ZFNet' },
  about: {
    en: 'AlexNet after a look inside: smaller filters and a smaller stride in front lose less of the picture.',
    zh: '看过 AlexNet 内部之后的改进：前面的滤波器更小、步长更短，丢掉的图像信息更少。',
  },
  source: 'Zeiler and Fergus 2013, arXiv 1311.2901, figure 3',
  get spec() {
    return zeilerFergus([384, 384, 256])
  },
}

export const zfnetWide: ZooSpec = {
  id: 'zfnet-wide',
  title: { en: 'ZFNet, wide', zh: 'ZFNet（加宽）' },
  about: {
    en: 'The variant that the course describes: 512, 1,024 and 512 filters in the last three convolutions.',
    zh: '课程讲义描述的版本：后三个卷积层有 512、1,024、512 个滤波器。',
  },
  source: 'Zeiler and Fergus 2013, arXiv 1311.2901, section 5; CS231n, case studies',
  get spec() {
    return zeilerFergus([512, 1024, 512])
  },
}
