import { expect, it } from 'vitest'
import { formatMilliseconds } from '../../components/format'

it.each([
  [123.45, '123.5'],
  [12.34, '12.3'],
  [1.234, '1.23'],
  [0.1, '0.10'],
  [0.0451, '0.045'],
  [0.00123, '0.0012'],
  [0, '0.00'],
])('a time of %f ms is written %s', (time, written) => {
  expect(formatMilliseconds(time)).toBe(written)
})
