import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { mnistInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 2 }

export const lenet5: ZooEntry = {
  id: 'lenet5',
  title: { en: 'LeNet-5 (modern form)', zh: 'LeNet-5（现代形式）' },
  about: {
    en: 'The network of 1998 that read cheques, with ReLU, max pooling and full connections: 61,706 parameters.',
    zh: '1998 年用来识别支票的网络，这里换用 ReLU、最大池化和完全的连接，共 61,706 个参数。',
  },
  spec: chain(
    mnistInput(32),
    { type: 'conv', filters: 6, size: 5 },
    relu,
    pool,
    { type: 'conv', filters: 16, size: 5 },
    relu,
    pool,
    { type: 'fc', units: 120 },
    relu,
    { type: 'fc', units: 84 },
    relu,
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'mnist',
  training: { rate: 0.02, momentum: 0.9, batch: 32, l2: 0.0001 },
  augment: { shift: 2, flip: false },
}
