import { expect, it } from 'vitest'
import { bandPath, linePath } from '../../../components/charts/paths'

it('a line goes from point to point, in thousandths of a pixel', () => {
  expect(
    linePath([
      [0, 1],
      [2.5, 1 / 3],
      [4, 0],
    ]),
  ).toBe('M0,1L2.5,0.333L4,0')
})

it('a single point is closed, and none is nothing', () => {
  expect(linePath([[1, 2]])).toBe('M1,2Z')
  expect(linePath([])).toBe('')
  expect(bandPath([], [])).toBe('')
})

it('a band goes along its upper line and back along the lower', () => {
  expect(
    bandPath(
      [
        [0, 1],
        [1, 2],
      ],
      [
        [0, 5],
        [1, 6],
      ],
    ),
  ).toBe('M0,1L1,2L1,6L0,5Z')
})
