import { describe, expect, test } from 'vitest'
import { parseNumber, readNumber } from '../../../components/controls/parse-number'

const width = { min: 1, max: 64, decimals: 0 }
const problem = (typed: string, range = width) => {
  const read = readNumber(typed, range)
  return read.ok ? null : read.problem
}

describe('parseNumber', () => {
  test.each([
    ['7', 7],
    [' 32 ', 32],
    ['１２', 12],
    ['０．００１５', 0.0015],
    ['0。5', 0.5],
    ['－3', -3],
    ['−3', -3],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1,024', 1024],
    ['１，０２４', 1024],
    ['1 024', 1024],
    ['1e-3', 0.001],
  ])('reads %j as people type it', (typed, value) => {
    expect(parseNumber(typed)).toBe(value)
  })

  test.each([
    '',
    ' ',
    '-',
    '.',
    'abc',
    '12²',
    '1.2.3',
    '1,2',
    '10,24',
    '7 8',
    '7\t8',
    '1,024 000',
    '0x10',
    '1/3',
    'NaN',
    'Infinity',
    '1e999',
    '十二',
  ])('does not take %j for a number', (typed) => {
    expect(parseNumber(typed)).toBeNull()
  })
})

describe('readNumber', () => {
  test('gives a whole number within the bounds, both of them included', () => {
    expect(readNumber('1', width)).toEqual({ ok: true, value: 1 })
    expect(readNumber('６４', width)).toEqual({ ok: true, value: 64 })
  })

  test('says in a sentence what is wanted instead of words, of nothing, of a fraction, of too much', () => {
    expect(problem('abc')?.en).toBe('“abc” is not a number. Type one from 1 to 64.')
    expect(problem('')?.en).toBe('Type a number from 1 to 64.')
    expect(problem('2.5')?.en).toBe('Type a whole number from 1 to 64.')
    expect(problem('200')?.en).toBe('200 is out of range. Type a number from 1 to 64.')
    expect(problem('200')?.zh).toBe('200 超出范围，请输入 1 到 64 之间的数。')
  })

  test('quotes a long text only in part', () => {
    expect(problem('a'.repeat(5000))?.en).toBe('“aaaaaaaaaaaa…” is not a number. Type one from 1 to 64.')
  })

  test('keeps every digit of a rate that is typed', () => {
    expect(readNumber('0.00123456', { min: 0, max: 1, decimals: 4 })).toEqual({ ok: true, value: 0.00123456 })
  })

  test('has no negative zero', () => {
    expect(readNumber('-0', { min: -1, max: 1, decimals: 0 })).toEqual({ ok: true, value: 0 })
  })
})
