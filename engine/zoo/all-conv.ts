import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooSpec } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const dropout: LayerSpec = { type: 'dropout', rate: 0.5 }
const conv = (filters: number): readonly LayerSpec[] => [{ type: 'conv', filters, size: 3, pad: 1 }, relu]

/** What another network would pool, this one reads with a stride of 2: (32 − 3 + 2)/2 + 1 = 16.5, rounded down. */
const halve = (filters: number): readonly LayerSpec[] => [
  { type: 'conv', filters, size: 3, stride: 2, pad: 1, rounding: 'floor' },
  relu,
  dropout,
]

export const allConv: ZooSpec = {
  id: 'all-conv',
  title: { en: 'All convolutional (All-CNN-C)', zh: '全卷积网络（All-CNN-C）' },
  about: {
    en: 'No pooling until the last average and no fully connected layer: convolutions with a stride of 2 make the maps smaller.',
    zh: '除了最后求平均，没有池化，也没有全连接层：缩小激活图靠步长为 2 的卷积。',
  },
  source: 'Springenberg et al. 2014, arXiv 1412.6806, tables 1 and 2',
  get spec() {
    return chain(
      cifarInput,
      { type: 'dropout', rate: 0.2 },
      ...[...conv(96), ...conv(96), ...halve(96)],
      ...[...conv(192), ...conv(192), ...halve(192)],
      { type: 'conv', filters: 192, size: 3 }, // no padding: 8 → 6
      relu,
      { type: 'conv', filters: 192, size: 1 },
      relu,
      { type: 'conv', filters: 10, size: 1 },
      relu,
      { type: 'globalpool', kind: 'avg' },
      { type: 'softmax' },
    )
  },
}
