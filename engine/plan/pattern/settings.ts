/**
 * The settings of one layer, in brackets behind its name:
 *
 *   settings = "(" [setting { "," setting }] ")"
 *   setting  = value | name ["="] value | flag          3x3 · 10 · stride 2 · s2 · pad [0, 0, 1, 1] · floor · nobias
 *   value    = number | number "x" number | "[" number { "," number } "]"
 *
 * A value without a name: 3x3 is the size of the window (width × height, as volumes are written), numbers fill what the
 * layer's word lists, in its order. Whether a number is allowed is the layer's own question.
 */
import type { Text } from '../../text'
import type { Cursor } from './cursor'
import { settingNames } from './setting-names'
import { flagWord, type LayerWord, settingField } from './vocabulary'

export type Value = number | readonly number[] | string | boolean
/** A Map, so that a stranger's name is never looked up in an object. */
export type Settings = ReadonlyMap<string, Value>

export function readSettings(cursor: Cursor, word: LayerWord): Settings {
  const settings = new Map<string, Value>()
  if (!cursor.skip('(')) return settings
  while (cursor.next().kind !== ')') {
    const [field, value] = readSetting(cursor, word, settings)
    settings.set(field, value)
    if (cursor.next().kind !== ')') cursor.expect(',', COMMA, EXAMPLE)
  }
  cursor.take()
  return settings
}

const COMMA: Text = { en: 'a comma or the closing bracket )', zh: '逗号或右括号 )' }
const EXAMPLE: Text = {
  en: 'Settings are written like this: CONV(10, 3x3, stride 1, pad 1).',
  zh: '设置的写法如：CONV(10, 3x3, stride 1, pad 1)。',
}

function readSetting(cursor: Cursor, word: LayerWord, earlier: Settings): readonly [string, Value] {
  if (cursor.next().kind !== 'word') return readUnnamed(cursor, word, earlier)
  const name = cursor.take()
  const flag = flagWord(name.text)
  const field = flag?.field ?? settingField(name.text, word)
  if (field === undefined) {
    const known = settingNames(word)
    throw cursor.unexpected(
      { en: `a setting of ${word.word}`, zh: `${word.word} 的设置` },
      { en: `Known are: ${known.join(', ')}.`, zh: `可用的设置：${known.join('、')}。` },
      { token: name },
    )
  }
  if (earlier.has(field) || Object.hasOwn(word.fixed ?? {}, field)) {
    throw cursor.unexpected(
      { en: `each setting once (${field} is said already)`, zh: `每项设置只写一次（${field} 已经说过）` },
      { en: 'Take one of the two out.', zh: '请删去其中一个。' },
      { token: name },
    )
  }
  if (flag) return [field, flag.value]
  cursor.skip('=')
  return [field, readNamedValue(cursor)]
}

/** `pad same` as well as `same` alone. */
function readNamedValue(cursor: Cursor): Value {
  const flag = flagWord(cursor.next().text)
  if (!flag) return readValue(cursor).value
  cursor.take()
  return flag.value
}

function readUnnamed(cursor: Cursor, word: LayerWord, earlier: Settings): readonly [string, Value] {
  const token = cursor.next()
  const { value, isWindow } = readValue(cursor)
  const field = isWindow ? 'size' : word.plain.find((setting) => !earlier.has(setting))
  if (field !== undefined && !earlier.has(field)) return [field, value]
  throw cursor.unexpected(
    {
      en: `no more numbers without a name in ${word.word}`,
      zh: `设置的名字（${word.word} 不再接受不带名字的数）`,
    },
    { en: 'Write the name of the setting before the number.', zh: '请在数的前面写上设置的名字。' },
    { token },
  )
}

function readValue(cursor: Cursor): { value: Value; isWindow: boolean } {
  if (cursor.skip('[')) return { value: readList(cursor), isWindow: false }
  const width = readNumber(cursor)
  if (!cursor.skip('times')) return { value: width, isWindow: false }
  const height = readNumber(cursor)
  return { value: width === height ? width : [height, width], isWindow: true }
}

function readList(cursor: Cursor): readonly number[] {
  const numbers = [readNumber(cursor)]
  while (cursor.skip(',')) numbers.push(readNumber(cursor))
  cursor.expect(']', { en: 'a comma or the closing bracket ]', zh: '逗号或右括号 ]' }, EXAMPLE)
  return numbers
}

function readNumber(cursor: Cursor): number {
  const negative = cursor.next().text === '-' && cursor.skip('arrow')
  const { kind, text } = cursor.next()
  if (kind !== 'number') throw cursor.unexpected({ en: 'a number or a setting', zh: '数或设置' }, EXAMPLE)
  cursor.take()
  return negative ? -Number(text) : Number(text)
}
