/** The words of the pattern language. A new layer gets one row here; all else follows from its own rules. */
import type { Raw } from '../../layers/fields'

export interface LayerWord {
  /** As it is printed. */
  readonly word: string
  /** What else may be written: lower case, without _ and without the 层 (layer) at the end. */
  readonly also: readonly string[]
  readonly type: string
  /** Settings that the word itself says. */
  readonly fixed?: Raw
  /** The settings that numbers without a name fill, in this order. */
  readonly plain: readonly string[]
  /** How many of them are printed without their name. */
  readonly unnamed: number
}

const filtered = { plain: ['filters', 'size', 'stride', 'pad'], unnamed: 2 } as const
const pooled = { type: 'pool', plain: ['size', 'stride', 'pad'], unnamed: 1 } as const
const bare = { plain: [], unnamed: 0 } as const

/** Where two rows share a type, the one that says more stands first. */
export const layerWords: readonly LayerWord[] = [
  { word: 'CONV', also: ['convolution', 'conv2d', '卷积'], type: 'conv', ...filtered },
  { word: 'LOCAL', also: ['locallyconnected', '局部连接'], type: 'local', ...filtered },
  { word: 'AVGPOOL', also: ['averagepool', '平均池化', '平均汇聚'], fixed: { kind: 'avg' }, ...pooled },
  { word: 'L2POOL', also: ['l2池化', 'l2汇聚'], fixed: { kind: 'l2' }, ...pooled },
  { word: 'POOL', also: ['pooling', 'maxpool', '池化', '汇聚', '最大池化', '最大汇聚'], ...pooled },
  {
    word: 'GLOBALAVGPOOL',
    also: ['gap', '全局平均池化'],
    fixed: { kind: 'avg' },
    type: 'globalpool',
    ...bare,
  },
  { word: 'GLOBALPOOL', also: ['globalmaxpool', '全局池化', '全局最大池化'], type: 'globalpool', ...bare },
  { word: 'FC', also: ['dense', 'linear', '全连接'], type: 'fc', plain: ['units'], unnamed: 1 },
  { word: 'RELU', also: [], type: 'relu', ...bare },
  { word: 'LEAKYRELU', also: ['lrelu'], type: 'leakyrelu', plain: ['slope'], unnamed: 1 },
  { word: 'TANH', also: [], type: 'tanh', plain: ['outer', 'inner'], unnamed: 0 },
  { word: 'SIGMOID', also: [], type: 'sigmoid', ...bare },
  { word: 'SOFTMAX', also: [], type: 'softmax', ...bare },
  { word: 'DROPOUT', also: ['随机失活'], type: 'dropout', plain: ['rate'], unnamed: 1 },
  {
    word: 'LRN',
    also: ['局部响应归一化'],
    type: 'lrn',
    plain: ['size', 'alpha', 'beta', 'k'],
    unnamed: 0,
  },
  {
    word: 'BN',
    also: ['batchnorm', '批归一化', '批量归一化'],
    type: 'batchnorm',
    plain: ['momentum', 'epsilon'],
    unnamed: 0,
  },
  { word: 'FLATTEN', also: ['展平'], type: 'flatten', ...bare },
]

/** Upper or lower case, with or without _ and 层: one word. */
const plainWord = (text: string): string => text.toLowerCase().replaceAll('_', '').replace(/层$/, '')

export function layerWord(text: string): LayerWord | undefined {
  const plain = plainWord(text)
  return layerWords.find(({ word, also }) => word.toLowerCase() === plain || also.includes(plain))
}

export const isInput = (text: string): boolean => ['input', '输入'].includes(plainWord(text))

/** Layers that read several others: a chain has no place for them. */
export const isJoin = (text: string): boolean => ['add', 'concat', '相加', '拼接'].includes(plainWord(text))

interface SettingWord {
  readonly field: string
  /** As it is printed, then what else may be written. */
  readonly words: readonly [string, ...string[]]
}

const settingWords: readonly SettingWord[] = [
  { field: 'filters', words: ['filters', 'k', '滤波器'] },
  { field: 'size', words: ['size', 'f', '尺寸'] },
  { field: 'stride', words: ['stride', 's', '步长'] },
  { field: 'pad', words: ['pad', 'p', 'padding', '填充', '零填充'] },
  { field: 'dilation', words: ['dilation', 'd', '扩张'] },
  { field: 'groups', words: ['groups', 'g', '分组'] },
  { field: 'units', words: ['units', '神经元'] },
  { field: 'slope', words: ['slope', '斜率'] },
  { field: 'momentum', words: ['momentum', '动量'] },
  { field: 'epsilon', words: ['epsilon', 'eps'] },
]

/** A setting by its name; a layer's own letter goes first: k is LRN's constant, and elsewhere the number of filters. */
export function settingField(text: string, { plain }: LayerWord): string | undefined {
  const word = plainWord(text)
  if (plain.includes(word)) return word
  return settingWords.find(({ words }) => words.includes(word))?.field
}

export const nameOf = (field: string): string =>
  settingWords.find((known) => known.field === field)?.words[0] ?? field

interface FlagWord {
  readonly field: string
  readonly value: string | number | boolean
  readonly words: readonly [string, ...string[]]
}

/** The padding that keeps the size at stride 1, (F − 1)/2. */
export const SAME = 'same'

/** Words that are a setting and its value in one. */
export const flagWords: readonly FlagWord[] = [
  { field: 'bias', value: false, words: ['nobias', '无偏置'] },
  { field: 'bias', value: true, words: ['bias', '偏置'] },
  { field: 'rounding', value: 'exact', words: ['exact'] },
  { field: 'rounding', value: 'floor', words: ['floor', '向下取整'] },
  { field: 'rounding', value: 'ceil', words: ['ceil', '向上取整'] },
  { field: 'kind', value: 'max', words: ['max', '最大'] },
  { field: 'kind', value: 'avg', words: ['avg', 'average', '平均'] },
  { field: 'kind', value: 'l2', words: ['l2'] },
  { field: 'countPad', value: true, words: ['countpad', '计入填充'] },
  { field: 'countPad', value: false, words: ['nocountpad'] },
  { field: 'pad', value: SAME, words: ['same', '保持尺寸'] },
]

export const flagWord = (text: string): FlagWord | undefined =>
  flagWords.find(({ words }) => words.includes(plainWord(text)))
