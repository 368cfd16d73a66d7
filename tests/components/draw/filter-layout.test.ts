import { expect, it } from 'vitest'
import { filterLayout, patchBox } from '../../../components/draw/filter-layout'

/** 32 filters of 5×5 weights in so much room, between 20 and 60 px each. */
const layoutIn = (width: number, height: number) =>
  filterLayout({
    patches: 32,
    perRow: null,
    h: 5,
    w: 5,
    width,
    height,
    gap: 2,
    left: 2,
    right: 2,
    below: 0,
    least: 20,
    most: 60,
  })

it('makes filters as small as needed for all of them to be in sight', () => {
  const { patch, columns, rows, height } = layoutIn(178, 100)
  expect([patch.w, columns, rows, height]).toEqual([20, 8, 4, 88])
})

it('keeps them small where they do not all fit even so: as many as fit', () => {
  expect(layoutIn(178, 60)).toEqual(layoutIn(178, 100))
})

it('makes them as large as fit', () => {
  expect(layoutIn(700, 400).patch.w).toBe(60)
})

it('is no wider than its room', () => {
  const layout = layoutIn(178, 100)
  const last = patchBox(layout, layout.columns - 1)
  expect(layout.width).toBe(178)
  expect(last.x + last.w).toBeLessThanOrEqual(178 - 2)
})
