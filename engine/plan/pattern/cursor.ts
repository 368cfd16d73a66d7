import type { SpecError, SpecErrorCode } from '../../shape'
import type { Text } from '../../text'
import { found, patternError } from './problems'
import { type Token, type TokenKind, tokensOf } from './tokens'

/** A place in the tokens of a pattern, and what to say of what stands there. */
export interface Cursor {
  next(): Token
  /** Moves on, and gives what was next. The end stays next for good. */
  take(): Token
  /** Moves on where a token of this kind is next. */
  skip(kind: TokenKind): boolean
  /** Moves on, or throws. */
  expect(kind: TokenKind, expected: Text, advice: Text): void
  /** Of what is next, or of a token before it. */
  unexpected(expected: Text, advice: Text, about?: { code?: SpecErrorCode; token?: Token }): SpecError
}

export function cursorOf(text: string): Cursor {
  const tokens = tokensOf(text)
  let i = 0
  const next = (): Token => tokens[i]
  const take = (): Token => {
    const token = tokens[i]
    if (token.kind !== 'end') i++
    return token
  }
  const skip = (kind: TokenKind): boolean => {
    if (next().kind !== kind) return false
    take()
    return true
  }
  const unexpected: Cursor['unexpected'] = (expected, advice, { code = 'malformed', token = next() } = {}) =>
    patternError({ code, text, at: token.at, found: found(token.text), expected, advice })
  const expect = (kind: TokenKind, expected: Text, advice: Text): void => {
    if (!skip(kind)) throw unexpected(expected, advice)
  }
  return { next, take, skip, expect, unexpected }
}
