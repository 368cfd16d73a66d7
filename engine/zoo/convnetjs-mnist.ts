import { chain } from '../plan/chain'
import { mnistInput } from './inputs'
import type { ZooEntry } from './zoo.types'

/** It sees a 24×24 crop of each digit: the second pooling, 3×3, fits 12 and would not fit 14. */
export const convnetjsMnist: ZooEntry = {
  id: 'convnetjs-mnist',
  title: { en: 'ConvNetJS, MNIST', zh: 'ConvNetJS：MNIST' },
  about: {
    en: 'Handwritten digits with 8 and 16 filters of 5×5, on 24×24 crops: quick to learn, easy to read.',
    zh: '识别手写数字：8 个和 16 个 5×5 的滤波器，输入是 24×24 的裁剪图；学得快，也容易看懂。',
  },
  spec: chain(
    mnistInput(24),
    { type: 'conv', filters: 8, size: 5, pad: 2 },
    { type: 'relu' },
    { type: 'pool', kind: 'max', size: 2 },
    { type: 'conv', filters: 16, size: 5, pad: 2 },
    { type: 'relu' },
    { type: 'pool', kind: 'max', size: 3 },
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'mnist',
  training: { rate: 0.01, momentum: 0.9, batch: 20, l2: 0.001 },
  augment: { shift: 2, flip: false },
}
