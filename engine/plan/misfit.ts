/** Why a window does not fit, as one sentence for a learner. */
import type { Axis, SpecErrorCode } from '../shape'
import type { Text } from '../text'
import { counted, fraction, listed, numeral } from './numerals'
import { countWindows, firstBlindWindow, padded, span, type WindowCount } from './windows'

export function explainMisfit(axis: Axis, count: WindowCount, code: SpecErrorCode): Text {
  if (code === 'does-not-fit') return explainFraction(axis, count)
  if (code === 'window-too-large') return explainTooLarge(axis)
  if (code === 'window-in-padding') return explainBlind(axis, Math.floor(count.exact))
  return {
    en: 'W, F, S and D must be whole numbers from 1, P a whole number from 0.',
    zh: 'W、F、S、D 必须是不小于 1 的整数，P 必须是不小于 0 的整数。',
  }
}

/** "(7 − 3 + 2·0)/3 + 1", with the width that a dilated filter covers in the place of F. */
function writeSum({ n, f, s, before, after, dilation }: Axis): string {
  const p = before === after ? `2·${numeral(before)}` : `${numeral(before)} + ${numeral(after)}`
  return `(${numeral(n)} − ${numeral(span({ f, dilation }))} + ${p})/${numeral(s)} + 1`
}

/** "where 5 = 2·(3 − 1) + 1 …": only for a dilated filter. */
function explainSpan({ f, dilation }: Axis): Text {
  if (dilation === 1 || f === 1) return { en: '', zh: '' }
  const sum = `${numeral(span({ f, dilation }))} = ${dilation}·(${f} − 1) + 1`
  return {
    en: ` (${sum} is the width that the dilated filter covers)`,
    zh: `（${sum} 是扩张后的滤波器覆盖的宽度）`,
  }
}

function explainFraction(axis: Axis, { exact, windows, leftOver }: WindowCount): Text {
  const sum = `${writeSum(axis)} = ${fraction(exact)}`
  const aside = explainSpan(axis)
  const left = explainLeftOver(axis, leftOver)
  const missing = explainMissing(axis, windows)
  return {
    en: `${sum}${aside.en}: ${left.en}; ${missing.en}.`,
    zh: `${sum}${aside.zh}：${left.zh}；${missing.zh}。`,
  }
}

/** The same sentence without its sum, for a place where the formula already stands; null where it fits. */
export function explainBesideFormula(axis: Axis): Text | null {
  const count = countWindows(axis)
  if (count.refusal === null) return null
  if (count.refusal !== 'does-not-fit') return explainMisfit(axis, count, count.refusal)
  const left = explainLeftOver(axis, count.leftOver)
  const missing = explainMissing(axis, count.windows)
  const opening = left.en.charAt(0).toUpperCase() + left.en.slice(1)
  return { en: `${opening}; ${missing.en}.`, zh: `${left.zh}；${missing.zh}。` }
}

/** What lies behind the last whole window: pixels, cells of the padding, or both. */
function explainLeftOver({ after }: Axis, leftOver: number): Text {
  const padding = Math.min(leftOver, after)
  const pixels = leftOver - padding
  const are = leftOver === 1 ? 'is' : 'are'
  if (padding === 0) {
    return {
      en: `${counted(pixels, 'pixel', 'pixels')} ${are} left over`,
      zh: `剩下 ${numeral(pixels)} 个像素`,
    }
  }
  if (pixels === 0) {
    return {
      en: `${counted(padding, 'cell', 'cells')} of the padding ${are} left over`,
      zh: `剩下 ${numeral(padding)} 个填充的格子`,
    }
  }
  const of = `${counted(pixels, 'pixel', 'pixels')} and ${counted(padding, 'cell', 'cells')} of the padding`
  return {
    en: `${of} are left over`,
    zh: `剩下 ${numeral(pixels)} 个像素和 ${numeral(padding)} 个填充的格子`,
  }
}

/** The cells that the window after the last whole one would need. */
function explainMissing(axis: Axis, windows: number): Text {
  const end = axis.n + axis.after // the first cell that does not exist, 0-based on the unpadded input
  const start = windows * axis.s - axis.before
  const cells: number[] = []
  for (let tap = 0; tap < axis.f; tap++) {
    if (start + tap * axis.dilation >= end) cells.push(start + tap * axis.dilation)
  }
  const which = listed(cells)
  const one = cells.length === 1
  const window = numeral(windows + 1)
  if (axis.after === 0) {
    return {
      en: `window ${window} would need ${one ? 'pixel' : 'pixels'} ${which.en}, which ${one ? 'does' : 'do'} not exist`,
      zh: `第 ${window} 个窗口需要编号 ${which.zh} 的像素，而${one ? '它' : '它们'}并不存在`,
    }
  }
  return {
    en: `window ${window} would need ${one ? 'cell' : 'cells'} ${which.en}, beyond the padding`,
    zh: `第 ${window} 个窗口需要编号 ${which.zh} 的格子，已经超出了填充`,
  }
}

function explainTooLarge(axis: Axis): Text {
  const wide = numeral(span(axis))
  const room = numeral(padded(axis))
  const aside = explainSpan(axis)
  const withPadding = padded(axis) > axis.n
  return {
    en: `The window covers ${wide} pixels${aside.en}, but the input${withPadding ? ' with its padding' : ''} has only ${room}: not one window fits.`,
    zh: `窗口覆盖 ${wide} 个像素${aside.zh}，而${withPadding ? '填充后的' : ''}输入只有 ${room} 个，一个窗口也放不下。`,
  }
}

function explainBlind(axis: Axis, out: number): Text {
  const window = numeral((firstBlindWindow(axis, out) ?? 0) + 1)
  return {
    en: `Window ${window} would lie wholly in the padding and read nothing but zeros: it sees no pixel of the input.`,
    zh: `第 ${window} 个窗口完全落在填充里，读到的全是零，看不到输入的任何像素。`,
  }
}
