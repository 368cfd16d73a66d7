/** What is said about the numbers of the layer: that they fit, how they were rounded, or why they are refused. */
import { parseNumber } from '../../components/controls/parse-number'
import { formatCount } from '../../components/format'
import {
  type Axis,
  explainBesideFormula,
  grouped,
  type Measure,
  span,
  type Text,
  type UnreadPixels,
} from '../../engine/index'
import { type NumberName, ranges } from './bench'
import type { Refused } from './bench-store'
import type { Results } from './results'
import { numberWords } from './words'

export interface Verdict {
  readonly title: Text
  readonly sentence: Text
  readonly warning: boolean
}

/** One axis with all that is known of it. */
interface Side {
  readonly axis: Axis
  readonly measure: Measure
  readonly missed: UnreadPixels
}

export function verdictOf(results: Results): Verdict {
  if (results.problem) return refusal(results)
  const { x, y, across, down, missed } = results
  const sides: Side[] = [{ axis: x, measure: across, missed: missed.w }]
  if (x.n !== y.n) sides.push({ axis: y, measure: down, missed: missed.h })
  const size = sides.map(({ measure }) => formatCount(measure.out)).join('×')
  const dropping = sides.find(drops)
  if (dropping) {
    return neutral(dropped(size), join(whyDropped(dropping), behind(dropping), missing(dropping)))
  }
  const rounded = sides.find(({ measure }) => !Number.isInteger(measure.exact))
  if (!rounded) return neutral(fits, join(windowsWords(sides), ...sides.map(missing).slice(0, 1)))
  return x.rounding === 'floor'
    ? neutral(roundedDown(size), join(behind(rounded) ?? onlyPadding, missing(rounded)))
    : neutral(roundedUp(size), join(hanging(rounded), missing(rounded)))
}

/** A last window that rounding up would count, and that starts behind the input. */
const drops = ({ axis, measure }: Side): boolean =>
  axis.rounding === 'ceil' && Math.ceil(measure.exact) > measure.out

const neutral = (title: Text, sentence: Text): Verdict => ({ title, sentence, warning: false })

function join(...parts: readonly (Text | null)[]): Text {
  const said = parts.filter((part) => part !== null)
  return { en: said.map(({ en }) => en).join(' '), zh: said.map(({ zh }) => zh).join('') }
}

const fits: Text = { en: 'Fits.', zh: '放得下。' }
const doesNotFit: Text = { en: 'Does not fit.', zh: '放不下。' }
const notDown: Text = { en: 'Does not fit down the height.', zh: '高度方向放不下。' }
const blind: Text = { en: 'Refused.', zh: '拒绝。' }
const roundedDown = (n: string): Text => ({ en: `Rounded down to ${n}.`, zh: `向下取整得 ${n}。` })
const roundedUp = (n: string): Text => ({ en: `Rounded up to ${n}.`, zh: `向上取整得 ${n}。` })
const dropped = (n: string): Text => ({
  en: `Last window dropped: ${n}.`,
  zh: `去掉最后一个窗口，得 ${n}。`,
})
const onlyPadding: Text = {
  en: 'Only zeros of the padding are left over.',
  zh: '剩下的只有填充的零。',
}

function refusal(results: Results): Verdict {
  const { problem, x, y, missed } = results
  if (!problem) throw new Error('a verdict of refusal needs a problem')
  const axis = problem.side === 'w' ? x : y
  const reason = explainBesideFormula(axis) ?? problem.error.text
  if (problem.error.code === 'window-in-padding') {
    return { title: blind, sentence: tooWide(axis) ?? reason, warning: true }
  }
  // Not one window fits: then what none of them reads is everything.
  const gaps = problem.error.code === 'does-not-fit' ? missing({ missed: missed[problem.side] }) : null
  const tall = x.n !== y.n && problem.side === 'h'
  return { title: tall ? notDown : doesNotFit, sentence: join(reason, gaps, tooWide(axis)), warning: true }
}

/** A padding as wide as the filter; with dilation, that is not a matter of F alone. */
function tooWide({ f, before, dilation }: Axis): Text | null {
  if (before < f || dilation > 1) return null
  const p = formatCount(f - 1)
  return {
    en: `Window 1 would read nothing but padding: P may be at most F − 1 = ${p}.`,
    zh: `第 1 个窗口只会读到填充：P 最多为 F − 1 = ${p}。`,
  }
}

function windowsWords(sides: readonly Side[]): Text {
  const [n, m] = sides.map(({ measure }) => formatCount(measure.out))
  if (m !== undefined) {
    return {
      en: `${n} across and ${m} down, nothing is left over.`,
      zh: `横向正好 ${n} 个窗口，纵向正好 ${m} 个，没有剩余像素。`,
    }
  }
  return {
    en: `${n === '1' ? 'One window' : `${n} windows`} across, nothing is left over.`,
    zh: `横向正好 ${n} 个窗口，没有剩余像素。`,
  }
}

function whyDropped({ axis, measure }: Side): Text {
  const asked = Math.ceil(measure.exact)
  const start = formatCount((asked - 1) * axis.s - axis.before)
  const [n, left] = [formatCount(asked), formatCount(measure.out)]
  return {
    en: `Window ${n} would start at ${start}, behind the last pixel, so it is dropped and ${left} ${left === '1' ? 'remains' : 'remain'}, as in PyTorch’s pooling.`,
    zh: `第 ${n} 个窗口要从编号 ${start} 开始，已在最后一个像素之后，因此像 PyTorch 的池化那样去掉，剩 ${left} 个。`,
  }
}

/** What rounding down, or a window that is dropped, leaves unread at the end. */
function behind({ missed }: Side): Text | null {
  if (missed.behind === 0) return null
  const n = formatCount(missed.behind)
  return {
    en: `${missed.behind === 1 ? 'One pixel' : `${n} pixels`} behind the last window ${missed.behind === 1 ? 'is' : 'are'} silently ignored.`,
    zh: `最后一个窗口后面的 ${n} 个像素会被悄悄忽略。`,
  }
}

function hanging({ axis, measure }: Side): Text {
  const { n, s, before, after } = axis
  const end = (measure.out - 1) * s - before + span(axis)
  const cells = end - n - after
  return {
    en: `The last window reaches ${cells === 1 ? 'one cell' : `${formatCount(cells)} cells`} past the ${after > 0 ? 'padding' : 'edge'}, where there is no pixel to read.`,
    zh: `最后一个窗口超出${after > 0 ? '填充' : '边缘'} ${formatCount(cells)} 格，那里没有像素可读。`,
  }
}

/** Pixels missed though the windows fit. */
function missing({ missed: { between, inGaps } }: Pick<Side, 'missed'>): Text | null {
  if (between === 0 && inGaps === 0) return null
  return join(
    between > 0
      ? { en: 'The pixels between the windows are never read.', zh: '窗口之间的像素从未被读到。' }
      : null,
    inGaps > 0
      ? {
          en: `${inGaps === 1 ? 'One pixel' : `${formatCount(inGaps)} pixels`} of each row ${inGaps === 1 ? 'lies' : 'lie'} inside a window, but always in the gaps of the filter, and ${inGaps === 1 ? 'is' : 'are'} never read.`,
          zh: `每行有 ${formatCount(inGaps)} 个像素虽在窗口之内，却总落在滤波器的空隙里，从未被读到。`,
        }
      : null,
  )
}

/** "S must be a whole number from 1 to 64; with S = 0 the window would never move." One sentence for each number. */
export const refusedVerdict = (refused: readonly Refused[]): Verdict => ({
  title: { en: 'No such layer.', zh: '没有这样的层。' },
  sentence: join(...refused.map(limits)),
  warning: true,
})

function limits({ name, typed }: Refused): Text {
  const { symbol } = numberWords('conv')[name]
  const { least, most: highest } = ranges[name]
  const [from, to] = [formatCount(least), formatCount(highest)]
  const why = whyInvalid(name, typed)
  return {
    en: `${symbol} must be a whole number from ${from} to ${to}; ${why.en}.`,
    zh: `${symbol} 必须是 ${from} 到 ${to} 的整数；${why.zh}。`,
  }
}

function whyInvalid(name: NumberName, typed: string): Text {
  const value = parseNumber(typed)
  if (typed.trim() === '') return { en: 'nothing is typed', zh: '现在是空的' }
  if (value === null) {
    const shown = typed.length > 12 ? `${typed.slice(0, 12)}…` : typed
    return { en: `“${shown}” is not a number`, zh: `“${shown}”不是数` }
  }
  if (name === 's' && value === 0)
    return { en: 'with S = 0 the window would never move', zh: 'S = 0 时窗口永远不动' }
  if (name === 'f' && value === 0)
    return { en: 'a filter of width 0 would read nothing', zh: '宽度为 0 的滤波器什么也读不到' }
  const shown = grouped(value, 6)
  if (!Number.isInteger(value)) return { en: `${shown} is not a whole number`, zh: `${shown} 不是整数` }
  return { en: `${shown} is out of range`, zh: `${shown} 超出范围` }
}
