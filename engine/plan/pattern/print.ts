/** A chain of layers, written as the chapter writes networks. */
import { type Layer, layerType } from '../../layers/index'
import { SpecError } from '../../shape'
import type { NetworkSpec } from '../../spec'
import type { Text } from '../../text'
import { followsChain } from '../chain'
import { checkSpec } from '../check-spec'
import { CLASSES, complete, HIDDEN_UNITS } from './defaults'
import { writeRepeats } from './repeats'
import { flagWords, type LayerWord, layerWords, nameOf } from './vocabulary'

/**
 * The shortest text that parsePattern reads as the same layers; what repeats is written once:
 * `INPUT → [[CONV → RELU]*2 → POOL]*3 → FC → SOFTMAX`. The picture, the names of nodes and of classes are not in it.
 * Throws SpecError 'malformed' with its node for a network that is no chain, or has a layer that no word stands for, and
 * what checkSpec throws.
 */
export function printPattern(spec: NetworkSpec): string {
  const { nodes, outputs } = checkSpec(spec)
  const layers = nodes.map(({ id, from, layer }, i) => {
    if (!followsChain(nodes, i)) throw noChain(id, from, i === 0 ? 'input' : nodes[i - 1].id)
    return layer
  })
  const end = nodes[nodes.length - 1].id
  const head = outputs.find((id) => id !== end)
  if (head !== undefined) throw noChainOfOutputs(head)
  const last = layers.findLastIndex(({ type }) => type === 'fc')
  const written = layers.map((layer, i) =>
    printLayer(layer, nodes[i].id, i === last ? CLASSES : HIDDEN_UNITS),
  )
  return `INPUT → ${writeRepeats(written, startsStage)}`
}

/** A stage begins with weights: [CONV → RELU → POOL], [FC → RELU]. */
const startsStage = (written: string): boolean => /^(CONV|LOCAL|FC)\b/.test(written)

function printLayer(layer: Layer, id: string, units: number): string {
  const word = wordFor(layer)
  if (!word) throw noWord(layer, id)
  const settings = shortest(layer, word, units).map((setting) => printSetting(word, setting))
  return settings.length > 0 ? `${word.word}(${settings.join(', ')})` : word.word
}

type Setting = readonly [field: string, value: unknown]

const wordFor = (layer: Layer): LayerWord | undefined =>
  layerWords.find(({ type, fixed = {} }) => {
    const settings = new Map<string, unknown>(Object.entries(layer))
    return (
      layer.type === type && Object.entries(fixed).every(([field, value]) => settings.get(field) === value)
    )
  })

/** The settings without those that parsing would fill in by itself. */
function shortest(layer: Layer, { fixed = {}, word }: LayerWord, units: number): readonly Setting[] {
  const whole = JSON.stringify(layer)
  let kept: readonly Setting[] = Object.entries(layer).filter(([field]) => field !== 'type')
  for (const setting of kept) {
    const rest = kept.filter((other) => other !== setting)
    const again = complete({ ...Object.fromEntries(rest), ...fixed, type: layer.type }, units, word)
    if (JSON.stringify(again) === whole) kept = rest
  }
  return kept
}

function printSetting({ plain, unnamed }: LayerWord, [field, value]: Setting): string {
  const flag = flagWords.find((known) => known.field === field && known.value === value)
  if (flag) return flag.words[0]
  if (field === 'size' && plain.slice(0, unnamed).includes('size')) return printWindow(value)
  return plain.slice(0, unnamed).includes(field) ? printValue(value) : `${nameOf(field)} ${printValue(value)}`
}

/** 3x3, 5x3: width × height. A pair of equal numbers stays a pair. */
function printWindow(size: unknown): string {
  if (typeof size === 'number') return `${size}x${size}`
  return isPair(size) && size[0] !== size[1] ? printValue(size) : `size ${printValue(size)}`
}

function printValue(value: unknown): string {
  if (isPair(value) && value[0] !== value[1]) return `${value[1]}x${value[0]}`
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
}

const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2

function noWord({ type }: Layer, id: string): SpecError {
  const { name } = layerType({ type })
  return refuse(id, {
    en: `The pattern language has no word for the layer "${id}" (${name.en}): write this network as JSON.`,
    zh: `模式语言里没有表示层“${id}”（${name.zh}）的词：这个网络请用 JSON 写。`,
  })
}

const noChain = (id: string, from: readonly string[], before: string): SpecError =>
  refuse(id, {
    en: `A pattern says chains only: "${id}" reads ${quoted(from)}, and in a chain it would read "${before}". Write this network as JSON.`,
    zh: `模式只能写链式网络：“${id}”读的是 ${quoted(from)}，在链中它应当读 "${before}"。这个网络请用 JSON 写。`,
  })

const noChainOfOutputs = (id: string): SpecError =>
  refuse(id, {
    en: `A pattern says chains only, whose one output is the last layer; here "${id}" is an output too. Write this network as JSON.`,
    zh: `模式只能写链式网络，最后一层是唯一的输出；这里“${id}”也是输出。这个网络请用 JSON 写。`,
  })

const quoted = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(', ')

const refuse = (node: string, text: Text): SpecError => new SpecError({ code: 'malformed', node, text })
