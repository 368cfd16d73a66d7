import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { lenet5Input, lenet5Tanh as tanh } from './lenet5-squash'
import type { ZooEntry } from './zoo.types'

const pool: LayerSpec = { type: 'pool', kind: 'avg', size: 2 }

/** Its subsampling had trained coefficients, its third layer a table and its end distances to drawn patterns: see `lenet5-1998`. */
export const lenet5OfTanh: ZooEntry = {
  id: 'lenet5-tanh',
  title: { en: 'LeNet-5 with tanh', zh: 'LeNet-5（tanh）' },
  about: {
    en: 'The network of 1998 as close as it can be trained here: 1.7159·tanh(2⁄3·x) and average pooling, with softmax at the end.',
    zh: '最接近 1998 年原样、又能在这里训练的形式：1.7159·tanh(2⁄3·x) 和平均池化，末尾用 softmax。',
  },
  spec: chain(
    lenet5Input,
    { type: 'conv', filters: 6, size: 5 },
    ...[tanh, pool],
    { type: 'conv', filters: 16, size: 5 },
    ...[tanh, pool],
    { type: 'conv', filters: 120, size: 5 },
    tanh,
    { type: 'fc', units: 84 },
    tanh,
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'mnist',
  training: { rate: 0.01, momentum: 0.9, batch: 20, l2: 0.0001 },
  augment: { shift: 2, flip: false },
}
