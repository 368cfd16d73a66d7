import type { Unit } from '../../engine/index'
import { type ColumnLayout, slotTop, tileBox } from './tile-box'

/** The unit under a point of the column (CSS pixels, scrolling included); null between the maps and beside them. */
export function hitTest(layout: ColumnLayout, x: number, y: number): Unit | null {
  const { shape, slot, pitch, left } = layout
  const c = Math.floor(y / pitch)
  const inSlotX = x - left
  const inSlotY = y - slotTop(layout, c)
  if (c < 0 || c >= shape.c || inSlotX < 0 || inSlotX >= slot || inSlotY < 0 || inSlotY >= slot) return null
  const box = tileBox(layout)
  // The rim of a slot that its map leaves free belongs to the nearest cell: targets stay as large as the slot.
  const cell = (at: number, extent: number, cells: number): number =>
    Math.max(0, Math.min(cells - 1, Math.floor((at / extent) * cells)))
  return { c, y: cell(inSlotY - box.y, box.h, shape.h), x: cell(inSlotX - box.x, box.w, shape.w) }
}
