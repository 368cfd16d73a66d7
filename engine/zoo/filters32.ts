import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 2 }

export const filters32: ZooEntry = {
  id: 'filters32',
  title: { en: '32 filters of 5×5', zh: '32 个 5×5 的滤波器' },
  about: {
    en: 'A first layer of 32 filters large enough to be looked at, as in the figure of the chapter, and two small ones behind it.',
    zh: '第一层有 32 个 5×5 的滤波器，大到足以看清，与教材里的图一样；后面再接两个小的卷积层。',
  },
  spec: chain(
    cifarInput,
    { type: 'conv', filters: 32, size: 5, pad: 2 },
    relu,
    pool,
    { type: 'conv', filters: 32, size: 3, pad: 1 },
    relu,
    pool,
    { type: 'conv', filters: 32, size: 3, pad: 1 },
    relu,
    pool,
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'cifar10',
  training: { rate: 0.005, momentum: 0.9, batch: 16, l2: 0.0005 },
  augment: { shift: 2, flip: true },
}
