/** Where each filter, or each channel of it, stands in the drawn grid: CSS pixels. */
import type { Box } from './tile-box'

export interface FilterLayout {
  readonly patch: { readonly h: number; readonly w: number } // one patch as drawn
  readonly columns: number // patches side by side
  readonly rows: number
  readonly pitchX: number
  readonly pitchY: number
  readonly left: number // room for the row numbers
  readonly width: number
  readonly height: number
}

interface Wish {
  /** Patches in all, and how many of them a row must hold (null: as many as fit). */
  readonly patches: number
  readonly perRow: number | null
  readonly h: number // weights
  readonly w: number
  readonly width: number // room
  /** Room: patches are smaller until all of them fit, or are as small as they may be. Null: only the width counts. */
  readonly height: number | null
  readonly gap: number // between patches
  readonly left: number
  readonly right: number // room for the biases
  /** Room beneath each patch for its name. */
  readonly below: number
  readonly least: number // side of a patch, px
  readonly most: number
}

/** Patches are a whole number of pixels per weight, the largest that fits; below `least` the grid is wider than its room. */
export function filterLayout(wish: Wish): FilterLayout {
  const { patches, perRow, h, w, gap, left, right, below } = wish
  const room = wish.width - left - right
  const sides = Math.max(h, w)
  const columnsOf = (cell: number): number =>
    perRow ?? Math.max(1, Math.floor((room + gap) / (w * cell + gap)))
  const most = Math.max(1, Math.floor(wish.most / sides))
  const least = Math.max(1, Math.round(wish.least / sides))
  const fitsAcross = (cell: number) => columnsOf(cell) * (w * cell + gap) - gap <= room
  const fitsDown = (cell: number) =>
    Math.ceil(patches / columnsOf(cell)) * (h * cell + gap + below) <=
    (wish.height ?? Number.POSITIVE_INFINITY)
  const largest = (fits: (cell: number) => boolean): number => {
    let cell = most
    while (cell > least && !fits(cell)) cell--
    return cell
  }
  const cell = largest((cell) => fitsAcross(cell) && fitsDown(cell))
  const columns = Math.min(columnsOf(cell), patches)
  const rows = Math.ceil(patches / columns)
  const pitchX = w * cell + gap
  const pitchY = h * cell + gap + below
  return {
    patch: { h: h * cell, w: w * cell },
    columns,
    rows,
    pitchX,
    pitchY,
    left,
    width: left + columns * pitchX - gap + right,
    height: rows * pitchY,
  }
}

export const patchBox = ({ patch, columns, pitchX, pitchY, left }: FilterLayout, i: number): Box => ({
  x: left + (i % columns) * pitchX,
  y: Math.floor(i / columns) * pitchY + 1,
  w: patch.w,
  h: patch.h,
})

/** Index of the patch under a point; null between and beside them. */
export function patchAt(layout: FilterLayout, patches: number, x: number, y: number): number | null {
  const column = Math.floor((x - layout.left) / layout.pitchX)
  const row = Math.floor(y / layout.pitchY)
  const i = row * layout.columns + column
  return column < 0 || column >= layout.columns || row < 0 || i >= patches ? null : i
}
