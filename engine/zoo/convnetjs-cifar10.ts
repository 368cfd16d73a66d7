import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const conv = (filters: number): LayerSpec => ({ type: 'conv', filters, size: 5, pad: 2 })
const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 2 }

export const convnetjsCifar10: ZooEntry = {
  id: 'convnetjs-cifar10',
  title: { en: 'ConvNetJS, CIFAR-10', zh: 'ConvNetJS：CIFAR-10' },
  about: {
    en: 'The demo that first trained a convolutional network in a browser: 16, 20 and 20 filters of 5×5, 22,466 parameters.',
    zh: '最早在浏览器里训练卷积网络的演示：三层分别有 16、20、20 个 5×5 的滤波器，共 22,466 个参数。',
  },
  spec: chain(
    cifarInput,
    ...[16, 20, 20].flatMap((filters) => [conv(filters), relu, pool]),
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'cifar10',
  training: { rate: 0.005, momentum: 0.9, batch: 16, l2: 0.0001 },
  augment: { shift: 2, flip: true },
}
