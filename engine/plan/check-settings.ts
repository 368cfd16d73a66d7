import { isRecord } from '../is-record'
import { SpecError } from '../shape'
import { show } from '../show'
import type { Text } from '../text'

/** A stranger's setting as a number from `from` to `to`. Gives it back. */
export function checkRange(name: string, value: unknown, from: number, to: number): number {
  if (typeof value === 'number' && value >= from && value <= to) return value
  // A number in full: 0.30000000000000004 is not 0.3.
  const found = typeof value === 'number' ? String(value) : show(value)
  throw new SpecError({
    code: Number.isFinite(value) ? 'out-of-range' : 'not-a-number',
    values: { name, value: found, from, to },
    text: {
      en: `${name} is ${found}; it has to be a number from ${from} to ${to}.`,
      zh: `${name} 是 ${found}，应是 ${from} 到 ${to} 之间的数。`,
    },
  })
}

/** The same for a count of something. */
export function checkWhole(name: string, value: unknown, from: number, to: number): number {
  const found = checkRange(name, value, from, to)
  if (Number.isInteger(found)) return found
  throw new SpecError({
    code: 'out-of-range',
    values: { name, value: String(found), from, to },
    text: {
      en: `${name} is ${found}; it has to be a whole number from ${from} to ${to}.`,
      zh: `${name} 是 ${found}，应是 ${from} 到 ${to} 之间的整数。`,
    },
  })
}

/** One of a list of names. `what` is what they name. */
export function checkName<Name extends string>(what: Text, value: unknown, names: readonly Name[]): Name {
  const found = names.find((name) => name === value)
  if (found !== undefined) return found
  const shown = show(value)
  throw new SpecError({
    code: 'unknown-field',
    values: { value: shown, expected: names.join(' | ') },
    text: {
      en: `There is no ${what.en} ${shown}; there are ${names.join(', ')}.`,
      zh: `没有名为 ${shown} 的${what.zh}；可用的有 ${names.join('、')}。`,
    },
  })
}

/** Whether a layer trains or is tested. */
export const checkMode = (mode: unknown): 'train' | 'test' =>
  checkName({ en: 'mode', zh: '模式' }, mode, ['train', 'test'])

/** An object with settings. */
export function checkRecord(what: Text, raw: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(raw)) return raw
  const found = show(raw)
  throw new SpecError({
    code: 'malformed',
    values: { found },
    text: {
      en: `The ${what.en} is ${found}; it has to be an object with a type and its settings.`,
      zh: `${what.zh}是 ${found}，应是带有 type 及其设置的对象。`,
    },
  })
}
