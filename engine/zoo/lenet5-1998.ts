import { lenet5Input, lenet5Tanh as tanh } from './lenet5-squash'
import { sketch } from './sketch'
import type { ZooSpec } from './zoo.types'

/** Which of the six maps of S2 each map of C3 reads (table I of the paper): 6 × 3, 9 × 4 and once all 6, 60 in all. */
const TABLE = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

export const lenet5Of1998: ZooSpec = {
  id: 'lenet5-1998',
  title: { en: 'LeNet-5 (1998)', zh: 'LeNet-5（1998 年）' },
  about: {
    en: 'As published: trained subsampling, a third layer in which a table says who reads whom, and distances to drawn patterns at the end: 60,000 trained parameters.',
    zh: '论文里的原样：下采样带有学到的系数，第三层由一张表规定谁读谁，最后比较与目标图案的距离；共 60,000 个要学的参数。',
  },
  source: 'LeCun, Bottou, Bengio and Haffner 1998, section II.B',
  get spec() {
    const net = sketch(lenet5Input)
    net.stack('input', {
      C1: { type: 'conv', filters: 6, size: 5 },
      'C1-tanh': tanh,
      S2: { type: 'subsample', size: 2 },
      'S2-tanh': tanh,
      C3: { type: 'partialconv', table: TABLE, size: 5 },
      'C3-tanh': tanh,
      S4: { type: 'subsample', size: 2 },
      'S4-tanh': tanh,
      C5: { type: 'conv', filters: 120, size: 5 },
      'C5-tanh': tanh,
      F6: { type: 'fc', units: 84 },
      'F6-tanh': tanh,
      output: { type: 'rbf', units: 10 },
    })
    return net.finish()
  },
}
