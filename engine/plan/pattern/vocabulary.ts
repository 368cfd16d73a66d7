/** The words of the pattern language: those of the layers stand on their own files, those of the settings here. */
import { layers, layerType } from '../../layers/index'
import type { PatternWord } from '../../layers/layer'

export interface LayerWord extends PatternWord {
  readonly type: string
}

export const layerWords: readonly LayerWord[] = layers.flatMap((layer) =>
  (layerType(layer).patternWords ?? []).map((word) => ({ ...word, type: layer.type })),
)

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
