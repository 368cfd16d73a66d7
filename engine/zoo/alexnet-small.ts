import type { LayerSpec } from '../layers/index'
import { chain } from '../plan/chain'
import { cifarInput } from './inputs'
import type { ZooEntry } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }

/**
 * The paper's k = 2, β = 0.75 and α = 10⁻⁴ per square, which with five neighbours is 5·10⁻⁴ here. It had numbers of 0 … 255 before it and
 * its squares in the thousands; here a pixel is divided by 63 (255 times its deviation), a square by 63², and α is larger by
 * as much: 5·10⁻⁴ · 63² = 2. With the paper's own α nothing would be damped.
 */
const lrn: LayerSpec = { type: 'lrn', size: 5, alpha: 2, beta: 0.75, k: 2 }

/** Windows of 3×3 that overlap by one row; the last one of 32 would begin at a half, so it hangs over the border. */
const pool: LayerSpec = { type: 'pool', kind: 'max', size: 3, stride: 2, rounding: 'ceil' }
const conv = (filters: number, size: number): LayerSpec => ({
  type: 'conv',
  filters,
  size,
  pad: (size - 1) / 2,
})

export const alexnetSmall: ZooEntry = {
  id: 'alexnet-small',
  title: { en: 'Small AlexNet', zh: '小 AlexNet' },
  about: {
    en: 'The order of 2012 on 32×32 pixels: local response normalisation, overlapping pooling, and dropout before the scores.',
    zh: '把 2012 年的层次用于 32×32 的图：局部响应归一化、重叠池化，得分之前有随机失活。',
  },
  spec: chain(
    cifarInput,
    ...[conv(16, 5), relu, lrn, pool],
    ...[conv(24, 5), relu, lrn, pool],
    ...[conv(32, 3), relu, pool],
    ...([{ type: 'fc', units: 64 }, relu, { type: 'dropout', rate: 0.5 }] as const),
    { type: 'fc', units: 10 },
    { type: 'softmax' },
  ),
  set: 'cifar10',
  training: { rate: 0.02, momentum: 0.9, batch: 16, l2: 0.0005 },
  augment: { shift: 2, flip: true },
}
