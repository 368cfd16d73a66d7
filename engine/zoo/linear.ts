import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

export const linear: ZooEntry = {
  id: 'linear',
  title: { en: 'Linear classifier', zh: '线性分类器' },
  about: {
    en: 'No hidden layer at all: each class has one row of W, a template that can be looked at as a picture.',
    zh: '没有隐藏层：每个类别只有 W 的一行，可以当作一张模板图来看。',
  },
  spec: chain(cifarInput, { type: 'fc', units: 10 }, { type: 'softmax' }),
  set: 'cifar10',
  training: { rate: 0.001, momentum: 0.9, batch: 64, l2: 0.01 },
  augment: { shift: 0, flip: true },
}
