/** The text of a pattern cut into tokens. Positions are indices into the text as it was given. */
import { found, patternError } from './problems'

export type TokenKind =
  | 'word'
  | 'number'
  | 'times'
  | 'arrow'
  | '['
  | ']'
  | '('
  | ')'
  | ','
  | '?'
  | '='
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly at: number
}

/**
 * In this order: an arrow may begin like a minus, a times like a word, and L2 is a word that ends with a digit. A run of
 * dashes is asked for its arrow head only where it begins: from each of n dashes would take n² steps.
 */
const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ['arrow', /(?<![-—–=~])[-—–=~]+>|>|[→⇒⟶➔➜▶]|[-—–−]+/y],
  ['times', /[*×✕∗]|x(?=\d)/iy],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/iy],
  ['word', /l2(?:_?pool(?:ing)?|池化|汇聚)?|[\p{L}_]+/iuy],
  ['[', /[[【〔]/y],
  [']', /[\]】〕]/y],
  ['(', /\(/y],
  [')', /\)/y],
  [',', /[,、;]/y],
  ['?', /\?/y],
  ['=', /[=:]/y],
]

/** Throws SpecError 'malformed' for a character that belongs to nothing. */
export function tokensOf(text: string): readonly Token[] {
  const plain = halfWidth(text)
  const tokens: Token[] = []
  let at = skipSpace(plain, 0)
  while (at < plain.length) {
    const token = tokenAt(plain, at)
    if (!token) throw strangeCharacter(text, at)
    tokens.push(token)
    at = skipSpace(plain, at + token.text.length)
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }]
}

/** What a Chinese keyboard types in full width, （３，２）, in the half width of the rules; one for one. */
const halfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

function skipSpace(text: string, at: number): number {
  let next = at
  while (/\s/.test(text.charAt(next))) next++
  return next
}

function tokenAt(text: string, at: number): Token | null {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at
    const match = rule.exec(text)
    if (match) return { kind, text: match[0], at }
  }
  return null
}

function strangeCharacter(text: string, at: number) {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return patternError({
    code: 'malformed',
    text,
    at,
    found: found(character),
    expected: { en: 'a layer, an arrow or a bracket', zh: '层名、箭头或括号' },
    advice: {
      en: 'Take the character out; layers are joined by → or ->.',
      zh: '请删去这个字符；层与层之间用 → 或 -> 连接。',
    },
  })
}
