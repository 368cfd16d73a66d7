/** What is wrong with a pattern: where, what was found there, what was expected, what to do. */
import { SpecError, type SpecErrorCode } from '../../shape'
import type { Text } from '../../text'

interface PatternProblem {
  readonly code: SpecErrorCode
  readonly text: string
  /** 0-based index into the text. */
  readonly at: number
  readonly found: Text
  readonly expected: Text
  readonly advice: Text
}

/** values: { at, excerpt, found, expected }, at being the 0-based index in the text. */
export function patternError({ code, text, at, found, expected, advice }: PatternProblem): SpecError {
  const excerpt = excerptOf(text, at)
  return new SpecError({
    code,
    values: { at, excerpt, found: found.en, expected: expected.en },
    text: {
      en: `At character ${at + 1} of the pattern, near "${excerpt}": found ${found.en}, expected ${expected.en}. ${advice.en}`,
      zh: `模式的第 ${at + 1} 个字符处（“${excerpt}”附近）：出现了${found.zh}，应为：${expected.zh}。${advice.zh}`,
    },
  })
}

/** A refusal from elsewhere, with the place in the text it is about. */
export function atPlace(error: SpecError, text: string, at: number): SpecError {
  const excerpt = excerptOf(text, at)
  return new SpecError({
    code: error.code,
    values: { ...error.values, at, excerpt },
    text: {
      en: `At character ${at + 1} of the pattern, near "${excerpt}": ${error.text.en}`,
      zh: `模式的第 ${at + 1} 个字符处（“${excerpt}”附近）：${error.text.zh}`,
    },
    fixes: error.fixes,
  })
}

/** What stands in the text, quoted and short; the end has a name. */
export function found(token: string): Text {
  if (token === '') return { en: 'the end', zh: '结尾' }
  const characters = [...token]
  const short = characters.length > 24 ? `${characters.slice(0, 24).join('')}…` : token
  return { en: `"${short}"`, zh: `“${short}”` }
}

const BEFORE = 12
const AFTER = 16

/** A few characters on both sides, cut between characters and not inside one. */
function excerptOf(text: string, at: number): string {
  const from = Math.max(0, at - BEFORE)
  const to = Math.min(text.length, at + AFTER)
  const cut = text.slice(from, to).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
  return `${from > 0 ? '…' : ''}${cut.replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`
}
