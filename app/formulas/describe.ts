import { formatVolume } from '../../components/format'
import { countDrawn, windowAt } from '../../components/math/windows'
import type { Axis, Measure, Text } from '../../engine/index'
import type { Results } from './results'

const MOST_TOLD = 4

/** The strip for those who cannot see it: which pixels the windows read, and what is missing. */
export function describeStrip(x: Axis, across: Measure): Text {
  const count = countDrawn(across)
  const told = Array.from({ length: Math.min(count, MOST_TOLD) }, (_, i) => windowAt(x, i))
  const windows = told.filter(({ state }) => state !== 'missing')
  const en = windows.map((w) => `window ${w.number} reads cells ${w.start} to ${w.end - 1}`)
  const zh = windows.map((w) => `窗口 ${w.number} 读编号 ${w.start} 到 ${w.end - 1} 的格子`)
  const more = count - told.length
  return {
    en: `Input of ${x.n} pixels; ${[...en, ...(more > 0 ? [`${more} more`] : [])].join('; ')}. ${left(across.leftOver).en}`,
    zh: `输入 ${x.n} 个像素；${[...zh, ...(more > 0 ? [`另有 ${more} 个`] : [])].join('；')}。${left(across.leftOver).zh}`,
  }
}

const left = (cells: number): Text =>
  cells === 0
    ? { en: 'Nothing is left over.', zh: '没有剩余。' }
    : { en: `${cells} left over.`, zh: `剩下 ${cells} 格。` }

/** The same in two dimensions. */
export function describePicture({ input, output, across, down }: Results): Text {
  const windows = output ? [output.w, output.h] : [across.windows, down.windows]
  const size = formatVolume(input)
  return {
    en: `Seen from above: input ${size}, ${windows[0]} windows across and ${windows[1]} down${output ? `, output ${formatVolume(output)}` : ''}.`,
    zh: `俯视图：输入 ${size}，横向 ${windows[0]} 个窗口，纵向 ${windows[1]} 个${output ? `，输出 ${formatVolume(output)}` : ''}。`,
  }
}
