import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../engine/plan/formula'
import {
  axisSymbols,
  leaf,
  minus,
  outputSize,
  over,
  plain,
  sum,
  times,
} from '../../../engine/plan/formula-parts'
import { toPlain, toSpeech, toTeX } from '../../../engine/plan/formula-writing'
import type { Axis } from '../../../engine/shape'

const axis: Axis = { n: 7, f: 3, s: 3, before: 0, after: 0, dilation: 1, rounding: 'exact' }
const width = outputSize(axis, axisSymbols('w', true))

describe('one tree', () => {
  test('gives the fraction that refuses', () => expect(evaluate(width)).toBeCloseTo(2.333, 3))

  test('is written in letters and in numbers', () => {
    expect(toTeX(width, 'symbols')).toBe('\\frac{W - F + 2 P}{S} + 1')
    expect(toTeX(width, 'numbers')).toBe('\\frac{7 - 3 + 2 \\cdot 0}{3} + 1')
    expect(toPlain(width, 'numbers')).toBe('(7 − 3 + 2·0)/3 + 1')
  })

  test('is read out in both languages', () => {
    expect(toSpeech(width, 'en')).toBe('7 minus 3 plus 2 times 0, over 3, plus 1')
    expect(toSpeech(width, 'zh')).toBe('7 减 3 加 2 乘 0，除以 3，加 1')
    expect(toSpeech(width, 'en', 'symbols')).toBe('W minus F plus 2 times P, over S, plus 1')
  })

  test('shows the rounding that the spec asks for', () => {
    const floor = outputSize({ ...axis, rounding: 'floor' }, axisSymbols('w', true))
    expect(evaluate(floor)).toBe(3 - 1)
    expect(toTeX(floor, 'symbols')).toBe('\\left\\lfloor \\frac{W - F + 2 P}{S} \\right\\rfloor + 1')
    expect(toSpeech(floor, 'en')).toContain('over 3, rounded down, plus 1')
  })

  test('puts the width of a dilated filter in the place of F', () => {
    const dilated = outputSize({ ...axis, dilation: 2, s: 1 }, axisSymbols('w', true))
    expect(toPlain(dilated, 'symbols')).toBe('(W − (D·(F−1) + 1) + 2P)/S + 1')
    expect(evaluate(dilated)).toBe(3)
  })

  test('names both paddings where they differ', () => {
    const uneven = outputSize({ ...axis, before: 1, after: 2 }, axisSymbols('w', true))
    expect(toTeX(uneven, 'symbols')).toBe('\\frac{W - F + P_{l} + P_{r}}{S} + 1')
  })
})

test('a sum in a product or behind a minus keeps its parentheses', () => {
  const [a, b] = [leaf('a', 2), leaf('b', 3)]
  expect(toTeX(times(a, sum(b, plain(1))), 'numbers')).toBe('2 \\cdot \\left(3 + 1\\right)')
  expect(toPlain(minus(a, minus(b, plain(1))), 'symbols')).toBe('a − (b − 1)')
  expect(toPlain(over(times(a, b), sum(a, b)), 'symbols')).toBe('a·b/(a + b)')
  expect(toSpeech(times(a, sum(b, plain(1))), 'en')).toBe('2 times open bracket 3 plus 1 close bracket')
})

test('thousands are set apart and minus is a minus', () => {
  expect(toTeX(leaf('N', 105_705_600), 'numbers')).toBe('105{,}705{,}600')
  expect(toPlain(leaf('b', -2), 'numbers')).toBe('−2')
  expect(toSpeech(leaf('b', -2), 'zh')).toBe('负 2')
})
