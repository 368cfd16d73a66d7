import { describe, expect, it } from 'vitest'
import { hitTest } from '../../../components/draw/hit-test'
import { type ColumnLayout, cellsBox, commonSide, tileBox, unitBox } from '../../../components/draw/tile-box'

/** Maps of 16×16 in slots of 36 px, drawn 32 px wide: two pixels a cell, two free on each side. */
const layout: ColumnLayout = {
  shape: { c: 3, h: 16, w: 16 },
  slot: 36,
  side: 36,
  pitch: 38,
  left: 10,
  dpr: 1,
}

describe('a tile', () => {
  it('is a whole multiple of its map where that costs little room', () => {
    expect(tileBox(layout)).toEqual({ x: 2, y: 2, w: 32, h: 32 })
    expect(tileBox({ ...layout, shape: { c: 1, h: 4, w: 4 } })).toEqual({ x: 0, y: 0, w: 36, h: 36 })
  })

  it('fills its slot where a whole multiple would leave much of it empty', () => {
    expect(tileBox({ ...layout, shape: { c: 1, h: 24, w: 24 } })).toEqual({ x: 0, y: 0, w: 36, h: 36 })
  })

  it('keeps the shape of a map that is not square', () => {
    expect(tileBox({ ...layout, shape: { c: 1, h: 6, w: 3 } })).toEqual({ x: 9, y: 0, w: 18, h: 36 })
  })

  it('is as large as the others of a network where one size suits all', () => {
    expect(commonSide([32, 16, 8, 4, 1], 36, 1)).toBe(32)
    expect(commonSide([32, 16, 8, 4, 1], 36, 2)).toBe(32)
    expect(commonSide([28, 24, 12], 36, 1)).toBe(36)
  })
})

describe('the pointer', () => {
  it('finds map, row and column', () => {
    expect(hitTest(layout, 10 + 2 + 2 * 10, 38 + 1 + 2 + 2 * 5)).toEqual({ c: 1, y: 5, x: 10 })
  })

  it('finds the unit at the middle of its drawn cell, for every unit', () => {
    for (let c = 0; c < 3; c++)
      for (let y = 0; y < 16; y++)
        for (let x = 0; x < 16; x++) {
          const box = unitBox(layout, { c, y, x })
          expect(hitTest(layout, box.x + box.w / 2, box.y + box.h / 2)).toEqual({ c, y, x })
        }
  })

  it('takes the rim of a slot for the nearest cell', () => {
    expect(hitTest(layout, 10, 1)).toEqual({ c: 0, y: 0, x: 0 })
    expect(hitTest(layout, 45.9, 36.9)).toEqual({ c: 0, y: 15, x: 15 })
  })

  it('finds nothing between the maps, beside them and below the last', () => {
    expect(hitTest(layout, 20, 0.5)).toBeNull()
    expect(hitTest(layout, 9, 5)).toBeNull()
    expect(hitTest(layout, 20, 3 * 38 + 2)).toBeNull()
  })
})

describe('a window', () => {
  it('covers its cells', () => {
    expect(cellsBox(layout, 1, { rows: [4, 6], cols: [0, 15] })).toEqual({ x: 12, y: 49, w: 32, h: 6 })
  })

  it('is drawn large enough to be seen, about its middle', () => {
    expect(unitBox(layout, { c: 0, y: 0, x: 0 }, 6)).toEqual({ x: 10, y: 1, w: 6, h: 6 })
  })
})
