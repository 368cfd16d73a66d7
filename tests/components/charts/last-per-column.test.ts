import { expect, it } from 'vitest'
import { lastPerColumn } from '../../../components/charts/training-history'

it('keeps the last point of each pixel column, and the newest one', () => {
  const points = [0.1, 0.4, 0.6, 1.4, 3, 3.2, 3.4]
  expect(lastPerColumn(points, (x) => x)).toEqual([0.4, 1.4, 3.4])
  expect(lastPerColumn([], (x: number) => x)).toEqual([])
})
