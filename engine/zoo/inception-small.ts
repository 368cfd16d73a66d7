import type { LayerSpec } from '../layers/index'
import { cifarInput } from './inputs'
import { sketch } from './sketch'
import type { ZooEntry } from './zoo.types'

const relu: LayerSpec = { type: 'relu' }
const halve: LayerSpec = { type: 'pool', kind: 'max', size: 2 }
const conv = (filters: number, size: number): LayerSpec => ({
  type: 'conv',
  filters,
  size,
  pad: (size - 1) / 2,
})

/** Four views of the same maps side by side; the 1×1 convolutions before the wide ones keep them cheap. */
function build() {
  const net = sketch(cifarInput)
  const stem = net.stack('input', { conv1: conv(16, 3), relu1: relu, pool1: halve })
  const convolve = (from: string, part: string, filters: number, size: number): string =>
    net.stack(from, { [part]: conv(filters, size), [`${part}-relu`]: relu })
  const pool = (): string =>
    net.put('around', stem, { type: 'pool', kind: 'max', size: 3, stride: 1, pad: 1 })
  const together = net.put(
    'concat',
    [
      convolve(stem, 'one', 8, 1),
      convolve(convolve(stem, 'three-reduce', 8, 1), 'three', 12, 3),
      convolve(convolve(stem, 'five-reduce', 4, 1), 'five', 6, 5),
      convolve(pool(), 'around-project', 6, 1),
    ],
    { type: 'concat' },
  )
  net.stack(together, {
    pool2: halve,
    conv2: conv(32, 3),
    relu2: relu,
    globalpool: { type: 'globalpool', kind: 'avg' },
    fc: { type: 'fc', units: 10 },
    softmax: { type: 'softmax' },
  })
  return net.finish()
}

export const inceptionSmall: ZooEntry = {
  id: 'inception-small',
  title: { en: 'One inception module', zh: '一个 Inception 模块' },
  about: {
    en: 'The same maps through 1×1, 3×3 and 5×5 filters and a pooling at once, put side by side as in GoogLeNet.',
    zh: '同样的激活图同时经过 1×1、3×3、5×5 的滤波器和一次池化，再像 GoogLeNet 那样沿通道拼接。',
  },
  spec: build(),
  set: 'cifar10',
  training: { rate: 0.02, momentum: 0.9, batch: 16, l2: 0.0001 },
  augment: { shift: 2, flip: true },
}
