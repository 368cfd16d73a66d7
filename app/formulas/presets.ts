import type { Rounding, Text } from '../../engine/index'
import type { Bench, ChainRow, Setting } from './bench'

export interface BenchPreset {
  readonly id: string
  readonly label: Text
  readonly bench: Bench
}

interface PresetGroup {
  readonly title: Text
  readonly presets: readonly BenchPreset[]
}

const conv = (k: number, f: number, s = 1, p = 0): ChainRow => ({ type: 'conv', k, f, s, p })
const pool = (f: number, s: number, p = 0): ChainRow => ({ type: 'pool', f, s, p })
const fc = (k: number): ChainRow => ({ type: 'fc', k })
const relu: ChainRow = { type: 'relu' }
const softmax: ChainRow = { type: 'softmax' }

function preset(
  id: string,
  label: Text,
  setting: Partial<Setting> & Pick<Setting, 'w' | 'f'>,
  rest: { chain?: readonly ChainRow[]; rounding?: Rounding } = {},
): BenchPreset {
  const numbers: Setting = { kind: 'conv', s: 1, p: 0, k: 1, c: 1, d: 1, h: setting.w, ...setting }
  return {
    id,
    label,
    bench: { setting: numbers, square: true, rounding: rest.rounding ?? 'exact', chain: rest.chain ?? [] },
  }
}

const both = (text: string): Text => ({ en: text, zh: text })

/** After the first convolution of the course's home page network: conv-relu twice, then pooling, three times. */
const homeChain: readonly ChainRow[] = [
  relu,
  conv(10, 3, 1, 1),
  relu,
  pool(2, 2),
  ...[0, 1].flatMap(() => [conv(10, 3, 1, 1), relu, conv(10, 3, 1, 1), relu, pool(2, 2)]),
  fc(10),
  softmax,
]

const alexChain: readonly ChainRow[] = [
  relu,
  pool(3, 2),
  conv(256, 5, 1, 2),
  relu,
  pool(3, 2),
  conv(384, 3, 1, 1),
  relu,
  conv(384, 3, 1, 1),
  relu,
  conv(256, 3, 1, 1),
  relu,
  pool(3, 2),
  fc(4096),
  relu,
  fc(4096),
  relu,
  fc(1000),
]

/** The settings of the course chapter, in its order. */
export const presetGroups: readonly PresetGroup[] = [
  {
    title: { en: 'How many windows fit', zh: '能放下几个窗口' },
    presets: [
      preset('7-3-1', both('7, 3, S = 1'), { w: 7, f: 3, s: 1 }),
      preset('7-3-2', both('7, 3, S = 2'), { w: 7, f: 3, s: 2 }),
      preset('7-3-3', both('7, 3, S = 3'), { w: 7, f: 3, s: 3 }),
      preset('10-3-2', both('10, 3, S = 2'), { w: 10, f: 3, s: 2 }),
    ],
  },
  {
    title: { en: 'Layers of the chapter', zh: '本章的层' },
    presets: [
      preset(
        '32-ten',
        { en: '32×32×3, ten 5×5, P = 2', zh: '32×32×3，十个 5×5，P = 2' },
        { w: 32, f: 5, p: 2, k: 10, c: 3 },
      ),
      preset('32-six', { en: '32×32×3, six 5×5', zh: '32×32×3，六个 5×5' }, { w: 32, f: 5, k: 6, c: 3 }),
      preset(
        'demo',
        { en: 'The demo: 5×5×3, two 3×3', zh: '演示：5×5×3，两个 3×3' },
        { w: 5, f: 3, s: 2, p: 1, k: 2, c: 3 },
      ),
      preset(
        'pool-224',
        { en: 'Pool 224×224×64', zh: '池化 224×224×64' },
        { kind: 'pool', w: 224, f: 2, s: 2, c: 64 },
      ),
      preset(
        'pool-32',
        { en: 'Pool 3×3/2 on 32', zh: '32 上的 3×3/2 池化' },
        { kind: 'pool', w: 32, f: 3, s: 2, c: 10 },
      ),
      preset('one', { en: '1×1: 256 to 64', zh: '1×1：256 到 64' }, { w: 56, f: 1, k: 64, c: 256 }),
      preset('dilated', { en: 'Dilated 3×3, D = 2', zh: '扩张(空洞) 3×3，D = 2' }, { w: 7, f: 3, d: 2 }),
    ],
  },
  {
    title: { en: 'Networks', zh: '网络' },
    presets: [
      preset('alexnet-227', both('AlexNet 227'), { w: 227, f: 11, s: 4, k: 96, c: 3 }, { chain: alexChain }),
      preset('alexnet-224', both('AlexNet 224'), { w: 224, f: 11, s: 4, k: 96, c: 3 }),
      preset('zfnet', both('ZFNet 224'), { w: 224, f: 7, s: 2, p: 1, k: 96, c: 3 }),
      preset(
        'resnet',
        both('ResNet 224'),
        { w: 224, f: 7, s: 2, p: 3, k: 64, c: 3 },
        { rounding: 'floor', chain: [relu, pool(3, 2, 1)] },
      ),
      preset(
        'home',
        { en: 'The course’s 17 layers', zh: '课程的 17 层网络' },
        { w: 32, f: 3, p: 1, k: 10, c: 3 },
        { chain: homeChain },
      ),
      preset(
        'stack',
        { en: 'Three 3×3 in a row', zh: '三个 3×3 叠起来' },
        { w: 32, f: 3, k: 64, c: 64 },
        { chain: [conv(64, 3), conv(64, 3)] },
      ),
    ],
  },
]

export const allPresets: readonly BenchPreset[] = presetGroups.flatMap(({ presets }) => presets)
