import { formatCount } from '../../components/format'
import type { Text } from '../../engine/index'
import type { Split } from '../../engine/protocol'

/** Words of the Lab that several of its parts use. */
export const splitNames: Readonly<Record<Split, Text>> = {
  train: { en: 'training', zh: '训练集' },
  validation: { en: 'validation', zh: '验证集' },
  test: { en: 'test', zh: '测试集' },
}

export const splitOrder: readonly Split[] = ['test', 'validation', 'train']

export const trainWords = {
  train: { en: 'Train', zh: '训练' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'Step', zh: '单步' },
  reset: { en: 'Reset', zh: '重置' },
  settings: { en: 'Settings', zh: '设置' },
  more: { en: 'More', zh: '更多' },
  moreSettings: { en: 'More settings', zh: '更多设置' },
  stepEpoch: { en: 'step · epoch', zh: '步 · 轮' },
  imagesPerSecond: { en: 'images / s', zh: '图 / 秒' },
  rate: { en: 'Learning rate', zh: '学习率' },
  momentum: { en: 'Momentum', zh: '动量' },
  batch: { en: 'Batch size', zh: '批大小' },
  l2: { en: 'L2 (weight decay)', zh: 'L2（权重衰减）' },
  speed: { en: 'Speed', zh: '速度' },
  set: { en: 'Data set', zh: '数据集' },
  network: { en: 'Network', zh: '网络' },
} satisfies Record<string, Text>

export const layersAndParameters = (layers: number, parameters: number): Text => ({
  en: `${formatCount(layers)} layers, ${formatCount(parameters)} par.`,
  zh: `${formatCount(layers)} 层，${formatCount(parameters)} 参数`,
})
