import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const conv: LayerSpec = { type: 'conv', filters: 10, size: 3, pad: 1 }
const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 2 }
const stage = [conv, relu, conv, relu, pool]

export const cs231n: ZooEntry = {
  id: 'cs231n',
  title: { en: 'CS231n, [[conv→relu]×2→pool]×3→fc', zh: 'CS231n：[[卷积→ReLU]×2→池化]×3→全连接' },
  about: {
    en: 'The network on the home page of the course: seventeen layers, ten 3×3 filters in each convolution, 6,440 parameters.',
    zh: '课程主页上的网络：17 层，每个卷积层有 10 个 3×3 的滤波器，共 6,440 个参数。',
  },
  spec: chain(cifarInput, ...stage, ...stage, ...stage, { type: 'fc', units: 10 }, { type: 'softmax' }),
  set: 'cifar10',
  training: { rate: 0.005, momentum: 0.9, batch: 16, l2: 0.0001 },
  augment: { shift: 0, flip: true },
}
