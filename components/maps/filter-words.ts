import type { Text } from '../../engine/index'
import { formatCount, formatFixed } from '../format'
import type { FilterLook, FilterShape } from './filters'

export const words = {
  inColour: { en: 'in colour', zh: '彩色' },
  byChannel: { en: 'by channel', zh: '分通道' },
  look: { en: 'First filters', zh: '首层滤波器' },
  filters: { en: 'Filters', zh: '滤波器' },
  none: { en: 'This layer has no filters.', zh: '这一层没有滤波器。' },
  greyIsZero: {
    en: 'Grey is zero; each filter to its own largest weight.',
    zh: '灰色为零；每个滤波器按自身最大权重归一。',
  },
} satisfies Record<string, Text>

/** How to read the grid. */
export const reading = (look: FilterLook, { h, w }: FilterShape): Text =>
  look === 'rows'
    ? { en: 'row = filter, column = channel', zh: '行 = 滤波器，列 = 通道' }
    : { en: `one patch of ${w}×${h} per filter`, zh: `每个滤波器一块 ${w}×${h}` }

/** "Row 2 makes map 2; 3·3·10 weights and one bias." */
export function makes(filter: number, { channels, h, w }: FilterShape, biases: boolean, name?: string): Text {
  const product = `${w}·${h}·${formatCount(channels)}`
  const n = filter + 1
  return {
    en: `Filter ${n} makes ${name ? `the score of ${name}` : `map ${n}`}: ${product} weights${biases ? ' and one bias' : ''}.`,
    zh: `滤波器 ${n} 得到${name ? `“${name}”的得分` : `激活图 ${n}`}：${product} 个权重${biases ? '和一个偏置' : ''}。`,
  }
}

export const filterLabel = (
  filter: number,
  channel: number | null,
  bias: number | null,
  name?: string,
): Text => {
  const b = bias === null ? '' : formatFixed(bias, 3)
  const c = channel === null ? null : channel + 1
  return {
    en: `filter ${filter + 1}${name ? ` (${name})` : ''}${c ? `, channel ${c}` : ''}${b && `, bias ${b}`}`,
    zh: `滤波器 ${filter + 1}${name ? `（${name}）` : ''}${c ? `，通道 ${c}` : ''}${b && `，偏置 ${b}`}`,
  }
}
