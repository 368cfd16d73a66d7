import type { Text } from '../../engine/index'

/** What a thing is to the unit that is read: told by colour, glyph, line style and word together. */
export type Role = 'input' | 'filter' | 'output' | 'gradient' | 'warning'

export const roleWord: Readonly<Record<Role, Text>> = {
  input: { en: 'input', zh: '输入' },
  filter: { en: 'filter', zh: '滤波器' },
  output: { en: 'output', zh: '输出' },
  gradient: { en: 'gradient', zh: '梯度' },
  warning: { en: 'does not fit', zh: '放不下' },
}
