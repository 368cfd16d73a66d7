import { formatCount } from '../../components/format'
import type { Fix, Role, Text } from '../../engine/index'
import type { NumberName, Setting } from './bench'
import type { Refused } from './bench-store'

interface NumberWords {
  readonly symbol: string
  readonly role: Role
  readonly word: Text
}

const conv: Readonly<Record<NumberName, NumberWords>> = {
  w: { symbol: 'W', role: 'input', word: { en: 'input width', zh: '输入宽度' } },
  h: { symbol: 'H', role: 'input', word: { en: 'input height', zh: '输入高度' } },
  f: { symbol: 'F', role: 'filter', word: { en: 'filter width', zh: '滤波器宽度' } },
  s: { symbol: 'S', role: 'filter', word: { en: 'stride', zh: '步长' } },
  p: { symbol: 'P', role: 'input', word: { en: 'zero-padding', zh: '零填充' } },
  k: { symbol: 'K', role: 'filter', word: { en: 'filters', zh: '滤波器个数' } },
  c: { symbol: 'C', role: 'input', word: { en: 'input channels', zh: '输入通道' } },
  d: { symbol: 'D', role: 'filter', word: { en: 'dilation', zh: '扩张(空洞)' } },
}

const pool: Readonly<Record<NumberName, NumberWords>> = {
  ...conv,
  f: { ...conv.f, word: { en: 'window width', zh: '窗口宽度' } },
}

export const numberWords = (kind: Setting['kind']) => (kind === 'conv' ? conv : pool)

/** Numbers that the layer has, in the order of the page. */
export function numbersOf({ kind }: Setting, square: boolean): readonly NumberName[] {
  const size: NumberName[] = square ? ['w'] : ['w', 'h']
  return kind === 'conv' ? [...size, 'f', 's', 'p', 'k', 'c', 'd'] : [...size, 'f', 's', 'p', 'c']
}

/** `F_w`, `W′` → the letter whose number it is; the output's letters have none. */
export const letterOf = (symbol: string): string => symbol.split('_')[0]

export const verdicts = {
  change: { en: 'Change one number and it fits:', zh: '只改一个数就能放下：' },
  changeSome: { en: 'Change one number or two and it fits:', zh: '改一个或两个数就能放下：' },
  changeTwo: { en: 'Change two numbers and it fits:', zh: '改两个数就能放下：' },
  gives: { en: 'gives', zh: '得' },
  output: { en: 'output', zh: '输出' },
}

/** "P = 1": what a chip changes. */
export const fixWords = ({ symbol, value, also }: Fix): string =>
  [{ symbol, value }, ...(also ? [also] : [])]
    .map((one) => `${one.symbol} = ${formatCount(one.value)}`)
    .join(', ')

/** "13 of 49 pixels, the last row and column, are never read." */
export function unreadWords(unread: {
  pixels: number
  columns: number
  rows: number
  total: number
  atTheEnd: boolean
}): Text {
  const { pixels, total, columns, rows, atTheEnd } = unread
  if (pixels === 0) return { en: 'Every pixel is read.', zh: '每个像素都被读到。' }
  const [p, t] = [formatCount(pixels), formatCount(total)]
  const which = atTheEnd ? lastOnes(columns, rows) : { en: '', zh: '' }
  return {
    en: `${p} of ${t} pixels${which.en && `, ${which.en},`} ${pixels === 1 ? 'is' : 'are'} never read.`,
    zh: `${t} 个像素里有 ${p} 个${which.zh && `（${which.zh}）`}从未被读到。`,
  }
}

function lastOnes(columns: number, rows: number): Text {
  const some = (n: number, one: string, many: string) =>
    n === 1 ? `the last ${one}` : `the last ${formatCount(n)} ${many}`
  const parts = [
    ...(rows > 0 ? [{ en: some(rows, 'row', 'rows'), zh: `最后 ${formatCount(rows)} 行` }] : []),
    ...(columns > 0
      ? [{ en: some(columns, 'column', 'columns'), zh: `最后 ${formatCount(columns)} 列` }]
      : []),
  ]
  if (rows === 1 && columns === 1) return { en: 'the last row and column', zh: '最后一行和最后一列' }
  return { en: parts.map(({ en }) => en).join(' and '), zh: parts.map(({ zh }) => zh).join('和') }
}

/** What stands in the place of a number that cannot be: by the letter of the formula, as much as has room there. */
export const typedOf = (refused: readonly Refused[]): Readonly<Record<string, string>> =>
  Object.fromEntries(refused.map(({ name, typed }) => [conv[name].symbol, shortened(typed.trim())]))

const shortened = (typed: string): string => (typed.length > 7 ? `${typed.slice(0, 6)}…` : typed)

/** "W = 7, F = 3, S = 2, P = 0": a state to go back to. */
export const numbersWords = (setting: Setting, names: readonly NumberName[]): string =>
  names.map((name) => `${conv[name].symbol} = ${formatCount(setting[name])}`).join(', ')
