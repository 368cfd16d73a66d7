/** He et al. 2015: blocks that learn what to add to their input, which passes them by on a shortcut. */
import type { NetworkSpec } from '../spec'
import { colour } from './inputs'
import { type Branch, basic, block, conv, norm, relu } from './residual-block'
import { sketch } from './sketch'
import type { ZooSpec } from './zoo.types'

/** 1×1 narrows, 3×3 looks, 1×1 widens. Stride in the 3×3, as everybody trains it now, or in the first 1×1, as in the paper. */
const bottleneck =
  (strideIn: '3x3' | '1x1') =>
  (width: number, stride: number): Branch => {
    const [first, second] = strideIn === '1x1' ? [stride, 1] : [1, stride]
    return {
      convs: [conv(width, 1, first), conv(width, 3, second), conv(4 * width, 1)],
      channels: 4 * width,
    }
  }

/** `blocks` of each of the four stages, whose widths are 64, 128, 256, 512. */
function resnet(branchOf: (width: number, stride: number) => Branch, blocks: readonly number[]): NetworkSpec {
  const net = sketch(colour(224))
  let top = net.stack('input', {
    conv1: conv(64, 7, 2),
    norm1: norm,
    relu1: relu,
    pool1: { type: 'pool', kind: 'max', size: 3, stride: 2, pad: 1, rounding: 'floor' },
  })
  let channels = 64
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      const stride = stage > 0 && i === 0 ? 2 : 1
      const branch = branchOf(64 * 2 ** stage, stride)
      const project = stride > 1 || branch.channels !== channels ? stride : null
      top = block(net, top, `stage${stage + 1}-block${i + 1}`, branch, project)
      channels = branch.channels
    }
  })
  net.stack(top, {
    globalpool: { type: 'globalpool', kind: 'avg' },
    fc: { type: 'fc', units: 1000 },
    softmax: { type: 'softmax' },
  })
  return net.finish()
}

const DEEP = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3], 152: [3, 8, 36, 3] } as const

const source = 'He et al. 2015, arXiv 1512.03385, table 1; counts as in torchvision'

const shallow = (depth: 18 | 34, blocks: readonly number[]): ZooSpec => ({
  id: `resnet${depth}`,
  title: { en: `ResNet-${depth}`, zh: `ResNet-${depth}` },
  about: {
    en: `${depth} layers with weights: blocks of two 3×3 convolutions, each passed by a shortcut.`,
    zh: `${depth} 个带权重的层：每块两个 3×3 卷积，旁边有一条捷径。`,
  },
  source,
  get spec() {
    return resnet(basic, blocks)
  },
})

const deep = (depth: keyof typeof DEEP): ZooSpec => ({
  id: `resnet${depth}`,
  title: { en: `ResNet-${depth}`, zh: `ResNet-${depth}` },
  about: {
    en: `${depth} layers with weights: bottleneck blocks that narrow, look and widen again, with the stride in the 3×3.`,
    zh: `${depth} 个带权重的层：瓶颈块先变窄、再卷积、再变宽，步长放在 3×3 卷积里。`,
  },
  source,
  get spec() {
    return resnet(bottleneck('3x3'), DEEP[depth])
  },
})

const asInPaper = (depth: keyof typeof DEEP): ZooSpec => ({
  id: `resnet${depth}-v1`,
  title: { en: `ResNet-${depth}, as in the paper`, zh: `ResNet-${depth}（论文版）` },
  about: {
    en: `As many parameters as ResNet-${depth}, but fewer multiply-adds: the stride stands in the first 1×1 convolution of a block.`,
    zh: `参数与 ResNet-${depth} 一样多，乘加较少：步长放在每块的第一个 1×1 卷积里。`,
  },
  source: 'He et al. 2015, arXiv 1512.03385, table 1; Caffe ResNet',
  get spec() {
    return resnet(bottleneck('1x1'), DEEP[depth])
  },
})

export const resnets = (): readonly ZooSpec[] => [
  shallow(18, [2, 2, 2, 2]),
  shallow(34, [3, 4, 6, 3]),
  ...([50, 101, 152] as const).flatMap((depth) => [deep(depth), asInPaper(depth)]),
]
