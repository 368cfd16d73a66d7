/** One formula written three ways: LaTeX to typeset or copy, a line of plain text, and the words that are read out. */
import type { Language } from '../text'
import type { Expr } from './formula'
import { numeral } from './numerals'

/** What is written: the letters, or the numbers that stand for them now. */
export type Writing = 'symbols' | 'numbers'

const isSum = (expr: Expr): boolean => expr.op === '+' || expr.op === '-'

/** A sum inside a product, or after a minus, needs its parentheses even where nobody grouped it. */
const needsBrackets = (expr: Expr, part: Expr, i: number): boolean =>
  isSum(part) && (expr.op === '*' || (expr.op === '-' && i > 0))

/** LaTeX without its dollar signs: \frac{7 - 3 + 2 \cdot 0}{3} + 1. */
export function toTeX(expr: Expr, writing: Writing): string {
  if (expr.op === 'leaf') return texLeaf(expr.symbol, expr.value, writing)
  const parts = expr.of.map((part, i) => {
    const tex = toTeX(part, writing)
    return needsBrackets(expr, part, i) ? `\\left(${tex}\\right)` : tex
  })
  switch (expr.op) {
    case '+':
      return parts.join(' + ')
    case '-':
      return parts.join(' - ')
    case '*':
      return parts.join(isMultiple(expr.of, writing) ? ' ' : ' \\cdot ')
    case '/':
      return parts.reduce((a, b) => `\\frac{${a}}{${b}}`)
    case 'floor':
      return `\\left\\lfloor ${parts[0]} \\right\\rfloor`
    case 'ceil':
      return `\\left\\lceil ${parts[0]} \\right\\rceil`
    case 'group':
      return `\\left(${parts[0]}\\right)`
  }
}

function texLeaf(symbol: string, value: number, writing: Writing): string {
  if (symbol !== '' && writing === 'symbols') {
    return symbol.replace('′', "'").replace(/_(\w+)$/, '_{$1}')
  }
  const digits = numeral(value).replaceAll(',', '{,}').replace('−', '-')
  return value < 0 ? `(${digits})` : digits
}

/** 2P needs no dot between; 2·3 does. */
function isMultiple(of: readonly Expr[], writing: Writing): boolean {
  const [number, letter] = of
  const isNumber = number.op === 'leaf' && number.symbol === ''
  return writing === 'symbols' && of.length === 2 && isNumber && letter.op === 'leaf' && letter.symbol !== ''
}

/** (7 − 3 + 2·0)/3 + 1; inside a product all stands close, as in 10·(3·3·10+1). */
export function toPlain(expr: Expr, writing: Writing, close = false): string {
  if (expr.op === 'leaf') {
    return expr.symbol !== '' && writing === 'symbols' ? expr.symbol : numeral(expr.value)
  }
  const parts = expr.of.map((part, i) => {
    const text = toPlain(part, writing, close || expr.op === '*')
    const below = expr.op === '/' && (isSum(part) || (i > 0 && part.op === '*'))
    return below || needsBrackets(expr, part, i) ? `(${text})` : text
  })
  const space = close ? '' : ' '
  switch (expr.op) {
    case '+':
      return parts.join(`${space}+${space}`)
    case '-':
      return parts.join(`${space}−${space}`)
    case '*':
      return parts.join(isMultiple(expr.of, writing) ? '' : '·')
    case '/':
      return parts.join('/')
    case 'floor':
      return `⌊${parts[0]}⌋`
    case 'ceil':
      return `⌈${parts[0]}⌉`
    case 'group':
      return `(${parts[0]})`
  }
}

const WORDS = {
  en: {
    '+': 'plus',
    '-': 'minus',
    '*': 'times',
    '/': 'over',
    floor: 'rounded down',
    ceil: 'rounded up',
    open: 'open bracket',
    shut: 'close bracket',
    negative: 'minus',
    prime: 'prime',
    pause: ', ',
  },
  zh: {
    '+': '加',
    '-': '减',
    '*': '乘',
    '/': '除以',
    floor: '向下取整',
    ceil: '向上取整',
    open: '左括号',
    shut: '右括号',
    negative: '负',
    prime: '撇',
    pause: '，',
  },
} as const

/** As it is read out: "7 minus 3 plus 2 times 0, over 3, plus 1". Digits are left to the speaking voice. */
export function toSpeech(expr: Expr, language: Language, writing: Writing = 'numbers'): string {
  const words = WORDS[language]
  if (expr.op === 'leaf') return speakLeaf(expr.symbol, expr.value, language, writing)
  const bracketed = (text: string): string => `${words.open} ${text} ${words.shut}`
  const parts = expr.of.map((part, i) => {
    const text = toSpeech(part, language, writing)
    return needsBrackets(expr, part, i) ? bracketed(text) : text
  })
  switch (expr.op) {
    case '+':
    case '-':
    case '*': {
      // After a fraction the voice pauses, so that "plus 1" is not taken into it.
      const pause = ['/', 'floor', 'ceil'].includes(expr.of[0].op) ? words.pause : ' '
      return parts.join(`${pause}${words[expr.op]} `)
    }
    case '/':
      return parts.join(`${words.pause}${words['/']} `)
    case 'floor':
    case 'ceil':
      return `${parts[0]}${words.pause}${words[expr.op]}`
    case 'group':
      return bracketed(parts[0])
  }
}

function speakLeaf(symbol: string, value: number, language: Language, writing: Writing): string {
  const { negative, prime } = WORDS[language]
  if (symbol !== '' && writing === 'symbols') return symbol.replace('′', ` ${prime}`).replace('_', ' ')
  return value < 0 ? `${negative} ${Math.abs(value)}` : String(value)
}
