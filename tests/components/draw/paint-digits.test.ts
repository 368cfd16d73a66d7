import { expect, test } from 'vitest'
import { inFiveSigns } from '../../../components/draw/paint-digits'

test('digits on a cell take five signs at most, and never make a zero of what is not', () => {
  expect([0, 1.234, -12.34, 123.4, 0.0049, -0.000031, 4e-12].map(inFiveSigns)).toEqual([
    '0.00',
    '1.23',
    '−12.3',
    '123',
    '5e−3',
    '−3e−5',
    '4e−12',
  ])
})
