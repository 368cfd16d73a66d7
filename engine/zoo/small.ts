import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const conv: LayerSpec = { type: 'conv', filters: 10, size: 3, pad: 1 }
const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 2 }
const stage = [conv, relu, pool]

export const small: ZooEntry = {
  id: 'small',
  title: { en: 'Small, for Shapes', zh: '小网络（形状）' },
  about: {
    en: 'Three convolutions of ten 3×3 filters, 3,710 parameters: it learns the Shapes set in some ten seconds.',
    zh: '三个卷积层，各有 10 个 3×3 的滤波器，共 3,710 个参数：十秒左右就能学会“形状”数据集。',
  },
  spec: chain(cifarInput, ...stage, ...stage, ...stage, { type: 'fc', units: 10 }, { type: 'softmax' }),
  set: 'shapes',
  training: { rate: 0.02, momentum: 0.9, batch: 32, l2: 0.0001 },
  augment: { shift: 0, flip: false },
}
