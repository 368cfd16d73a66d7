import { expect, it } from 'vitest'
import { corneredPath } from '../../../components/draw/corners'

it('goes along its points and rounds each corner', () => {
  const path = corneredPath(
    [
      { x: 0, y: 20 },
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ],
    5,
  )
  expect(path).toBe('M0 20L0 5Q0 0 5 0L30 0')
})

it('rounds less where there is no room, and not where there is no way', () => {
  const at = (x: number, y: number) => ({ x, y })
  expect(corneredPath([at(0, 4), at(0, 0), at(30, 0)], 5)).toBe('M0 4L0 2Q0 0 5 0L30 0')
  expect(corneredPath([at(0, 0), at(0, 0), at(30, 0)], 5)).toBe('M0 0L0 0Q0 0 5 0L30 0')
})
