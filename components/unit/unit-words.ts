import type { Plan, Text } from '../../engine/index'
import { formatCount } from '../format'

/** Words of the unit inspector. Maps, channels, filters, rows and columns all count from 1. */
export const words = {
  oneUnit: { en: 'One unit', zh: '一个神经元' },
  keys: { en: 'arrow keys move it · Enter holds its numbers', zh: '方向键移动 · 回车固定数值' },
  hold: { en: 'Pin', zh: '固定' },
  empty: { en: 'No unit chosen. Click any map, or press', zh: '还没有选神经元。点任意一张激活图，或按' },
  field: { en: 'Receptive field', zh: '感受野' },
  fieldMeans: {
    en: 'All that this number depends on in the picture:',
    zh: '这个数在图像中所依赖的全部像素：',
  },
  emptyTouch: { en: 'No unit chosen. Tap any map.', zh: '还没有选神经元。点任意一张激活图。' },
  padding: { en: 'padding', zh: '填充' },
  paddingCells: { en: 'Dashed cells are padding: they read 0.', zh: '虚线格是填充，读到 0。' },
  products: { en: 'products, rounded', zh: '乘积（取两位）' },
  sums: { en: 'Sum of each channel', zh: '各通道之和' },
  bias: { en: '+ b', zh: '+ b' },
  follow: { en: 'Follow', zh: '跟随' },
  winner: { en: 'winner', zh: '胜者' },
  openUnit: { en: 'Show that unit', zh: '查看该神经元' },
} satisfies Record<string, Text>

const picture: Text = { en: 'the picture', zh: '图像' }

export const titleOf = (plan: Plan, id: string): Text => (id === 'input' ? picture : plan.node(id).title)

export const address = (title: Text, c: number, y: number, x: number, flat: boolean): Text =>
  flat
    ? { en: `${title.en} · unit ${c + 1}`, zh: `${title.zh} · 第 ${c + 1} 个` }
    : {
        en: `${title.en} · map ${c + 1} · row ${y + 1}, column ${x + 1}`,
        zh: `${title.zh} · 激活图 ${c + 1} · 第 ${y + 1} 行，第 ${x + 1} 列`,
      }

export const pinnedAt = (step: number, now: number): Text => ({
  en: `step ${formatCount(step)}, pinned; training is at ${formatCount(now)}`,
  zh: `固定在第 ${formatCount(step)} 步；训练已到第 ${formatCount(now)} 步`,
})

export const atStep = (step: number): Text => ({
  en: `step ${formatCount(step)}`,
  zh: `第 ${formatCount(step)} 步`,
})

export const patchOf = (title: Text): Text => ({ en: `patch of ${title.en}`, zh: `${title.zh} 的小块` })
export const filterNumber = (c: number): Text => ({ en: `filter ${c + 1}`, zh: `滤波器 ${c + 1}` })
export const rowOfW = (c: number): Text => ({ en: `row ${c + 1} of W`, zh: `W 的第 ${c + 1} 行` })
export const channelLabel = (channel: number): Text => ({
  en: `ch ${channel + 1}`,
  zh: `通道 ${channel + 1}`,
})

export const channelAdds = (channel: number, of: number): { before: Text; after: Text } =>
  of === 1
    ? {
        before: { en: 'The one channel adds', zh: '唯一的通道贡献' },
        after: { en: '. With the bias:', zh: '。再加偏置：' },
      }
    : {
        before: {
          en: `Channel ${channel + 1} of ${formatCount(of)} adds`,
          zh: `第 ${channel + 1} 个通道（共 ${formatCount(of)} 个）贡献`,
        },
        after: { en: `. All ${formatCount(of)}, and the bias:`, zh: `。${formatCount(of)} 个通道加偏置：` },
      }
