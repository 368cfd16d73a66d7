/**
 * The grammar of the pattern language, by recursive descent:
 *
 *   pattern = [INPUT arrow] chain
 *   chain   = item { arrow item }
 *   item    = (layer | "[" chain "]") ["?"] ["*" (number | N | M | K)]     after "]" the * may be missing
 *   layer   = word ["(" setting { "," setting } ")"]                       settings: see settings.ts
 */
import type { Text } from '../../text'
import { type Cursor, cursorOf } from './cursor'
import { readSettings, type Settings } from './settings'
import { isInput, isJoin, type LayerWord, layerWord, layerWords } from './vocabulary'

export type Letter = 'N' | 'M' | 'K'

export interface Draft {
  readonly word: LayerWord
  /** As written; what is left out gets its default when the whole chain is known. */
  readonly settings: Settings
  readonly at: number
}

export interface Item {
  readonly of: Draft | readonly Item[]
  /** Written with ?: the option `pool` says whether it is there. */
  readonly optional: boolean
  readonly times: number | Letter
  readonly timesAt: number
}

/** Brackets within brackets: far beyond any network, and no danger to the call stack. */
const DEEPEST = 32

/** Throws SpecError 'malformed' or 'unknown-layer' with the place in the text. */
export function readPattern(text: string): readonly Item[] {
  const cursor = cursorOf(text)
  readInput(cursor)
  const items = readChain(cursor, 0)
  if (cursor.next().kind !== 'end') {
    throw cursor.unexpected(
      { en: 'an arrow, a repetition or the end', zh: '箭头、重复次数或结尾' },
      {
        en: 'Join two layers by →, repeat with *3, and open every bracket that is closed.',
        zh: '层与层之间用 → 连接，重复写作 *3；有右括号就要有左括号。',
      },
    )
  }
  return items
}

function readInput(cursor: Cursor): void {
  if (cursor.next().kind !== 'word' || !isInput(cursor.next().text)) return
  cursor.take()
  cursor.expect(
    'arrow',
    { en: 'an arrow and a layer after INPUT', zh: 'INPUT 之后的箭头和层' },
    {
      en: 'Write INPUT → FC for the smallest network; the size of the picture is set beside the pattern, not in it.',
      zh: '最小的网络写作 INPUT → FC；图像的尺寸在模式之外设置，不写在模式里。',
    },
  )
}

function readChain(cursor: Cursor, depth: number): readonly Item[] {
  const items = [readItem(cursor, depth)]
  while (cursor.skip('arrow')) items.push(readItem(cursor, depth))
  return items
}

function readItem(cursor: Cursor, depth: number): Item {
  const grouped = cursor.next().kind === '['
  const of = grouped ? readGroup(cursor, depth) : readLayer(cursor)
  const optional = cursor.skip('?')
  return { of, optional, ...readTimes(cursor, grouped && !optional) }
}

function readGroup(cursor: Cursor, depth: number): readonly Item[] {
  if (depth >= DEEPEST) {
    throw cursor.unexpected(
      { en: `no more than ${DEEPEST} brackets within each other`, zh: `不超过 ${DEEPEST} 层的嵌套括号` },
      { en: 'Leave brackets out that hold nothing else.', zh: '请去掉多余的括号。' },
    )
  }
  cursor.take()
  const items = readChain(cursor, depth + 1)
  cursor.expect(
    ']',
    { en: 'an arrow or the closing bracket ]', zh: '箭头或右括号 ]' },
    {
      en: 'Join two layers by → and close every bracket that is opened.',
      zh: '层与层之间用 → 连接；有左括号就要有右括号。',
    },
  )
  return items
}

function readLayer(cursor: Cursor): Draft {
  const token = cursor.next()
  const known = layerWords.map(({ word }) => word)
  const expected: Text = { en: 'a layer such as CONV, or a bracket [', zh: '层名（如 CONV）或左括号 [' }
  if (token.kind !== 'word') {
    throw cursor.unexpected(expected, {
      en: `Write one of ${known.join(', ')} here.`,
      zh: `请在这里写一个层名：${known.join('、')}。`,
    })
  }
  const word = layerWord(token.text)
  if (!word) throw cursor.unexpected(expected, adviceOn(token.text, known), { code: 'unknown-layer' })
  cursor.take()
  return { word, settings: readSettings(cursor, word), at: token.at }
}

function adviceOn(text: string, known: readonly string[]): Text {
  if (isInput(text)) return { en: 'INPUT stands only at the beginning.', zh: 'INPUT 只能写在最前面。' }
  if (isJoin(text)) {
    return {
      en: 'It joins branches, and a pattern says chains only: write such a network as JSON.',
      zh: '它用来汇合分支，而模式只能写链式网络：这样的网络请用 JSON 写。',
    }
  }
  return { en: `Known are: ${known.join(', ')}.`, zh: `可用的层：${known.join('、')}。` }
}

function readTimes(cursor: Cursor, starless: boolean): Pick<Item, 'times' | 'timesAt'> {
  const timesAt = cursor.next().at
  // The course notes print "[FC → RELU]2": a number behind a bracket can mean nothing else.
  const bareNumber = starless && cursor.next().kind === 'number'
  if (!bareNumber && !cursor.skip('times')) return { times: 1, timesAt }
  const token = cursor.next()
  const letter = (['N', 'M', 'K'] as const).find((known) => known === token.text.toUpperCase())
  const times = letter ?? (/^\d{1,9}$/.test(token.text) ? Number(token.text) : null)
  if (times === null) {
    throw cursor.unexpected(
      {
        en: 'how many times: a whole number from 0, or N, M or K',
        zh: '重复次数：不小于 0 的整数，或 N、M、K',
      },
      { en: 'Write for example *2.', zh: '例如写作 *2。' },
    )
  }
  cursor.take()
  return { times, timesAt: token.at }
}
