import type { Shape, Text } from '../../engine/index'
import { formatCount, formatFixed, formatVolume } from '../format'

/** Words of the strip. Maps, rows and columns count from 1, as everywhere on the page. */
export const words = {
  strip: { en: 'Layers of the network', zh: '网络各层' },
  picture: { en: 'input', zh: '输入' },
  layers: { en: 'Layers', zh: '层' },
  noParameters: { en: 'no par.', zh: '无参数' },
  waiting: { en: 'waiting', zh: '等待中' },
  broken: { en: 'not finite', zh: '数值溢出' },
} satisfies Record<string, Text>

export const blockName = (i: number): Text => ({ en: `block ${i + 1}`, zh: `模块 ${i + 1}` })

/** Short enough for a card: 910, 35.8k, 102.8M. */
function shortCount(count: number): string {
  if (count < 10_000) return formatCount(count)
  return count < 1_000_000 ? `${formatFixed(count / 1e3, 1)}k` : `${formatFixed(count / 1e6, 1)}M`
}

export const parametersOf = (count: number): Text =>
  count === 0 ? words.noParameters : { en: `${shortCount(count)} par.`, zh: `${shortCount(count)} 参数` }

/** The whole of a card in one sentence, for assistive technology; what it reads where that is not the card before it. */
export function cardLabel(
  title: Text,
  out: Shape,
  parameters: number,
  active: number | null,
  sources: readonly Text[] | null,
): Text {
  const volume = formatVolume(out)
  const count = formatCount(parameters)
  const share = active === null ? null : activeInWords(active)
  const reads = sources && {
    en: `, reads ${sources.map(({ en }) => en).join(' and ')}`,
    zh: `，读取${sources.map(({ zh }) => zh).join('和')}`,
  }
  return {
    en: `${title.en}, ${volume}, ${parameters === 0 ? 'no parameters' : `${count} parameters`}${share ? `, ${share.en}` : ''}${reads?.en ?? ''}`,
    zh: `${title.zh}，${volume}，${parameters === 0 ? '无参数' : `${count} 个参数`}${share ? `，${share.zh}` : ''}${reads?.zh ?? ''}`,
  }
}

/** Share of units above zero: short for a card, whole for assistive technology. */
export const activeShare = (share: number): Text => ({
  en: `${formatFixed(share * 100, 0)}% on`,
  zh: `激活 ${formatFixed(share * 100, 0)}%`,
})

export const activeInWords = (share: number): Text => ({
  en: `${formatFixed(share * 100, 0)}% of its units above zero`,
  zh: `${formatFixed(share * 100, 0)}% 的神经元大于零`,
})

export const layersInSight = (first: number, last: number, of: number): Text => ({
  en: `${first} to ${last} of ${of}`,
  zh: `第 ${first}–${last} 层，共 ${of} 层`,
})
