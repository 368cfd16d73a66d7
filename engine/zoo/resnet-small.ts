import { cifarInput } from './inputs'
import { basic, block, conv, norm, relu } from './residual-block'
import { sketch } from './sketch'
import type { ZooEntry } from './zoo.types'

/** Three stages of one block. The first keeps its 16 channels and is passed by the input itself, the others halve the map. */
function build() {
  const net = sketch(cifarInput)
  let top = net.stack('input', { conv1: conv(16, 3), norm1: norm, relu1: relu })
  top = block(net, top, 'block1', basic(16, 1), null)
  top = block(net, top, 'block2', basic(24, 2), 2)
  top = block(net, top, 'block3', basic(32, 2), 2)
  net.stack(top, {
    globalpool: { type: 'globalpool', kind: 'avg' },
    fc: { type: 'fc', units: 10 },
    softmax: { type: 'softmax' },
  })
  return net.finish()
}

export const resnetSmall: ZooEntry = {
  id: 'resnet-small',
  title: { en: 'Small residual network', zh: '小残差网络' },
  about: {
    en: 'Three blocks of two 3×3 convolutions with batch normalisation, each passed by a shortcut that is added at its end.',
    zh: '三个残差块，每块两个 3×3 卷积和批归一化，旁边有一条捷径，在块尾与之相加。',
  },
  spec: build(),
  set: 'cifar10',
  training: { rate: 0.05, momentum: 0.9, batch: 32, l2: 0.0001 },
  augment: { shift: 2, flip: true },
}
