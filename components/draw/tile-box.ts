import type { Shape, Unit } from '../../engine/index'

/** A rectangle in CSS pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** How the maps of one layer stand in a column, one beneath another. */
export interface ColumnLayout {
  readonly shape: Shape
  /** Side of the square that a map is fitted into. */
  readonly slot: number
  /** What a map may take of it, see `commonSide`. */
  readonly side: number
  /** From one slot to the next. */
  readonly pitch: number
  /** Left edge of the slots within the column. */
  readonly left: number
  readonly dpr: number
}

/** Height of the line beneath a column that tells how many maps are in sight where not all are, px. */
export const COUNT_LINE = 10

// A smaller tile with equal cells reads better than a full one whose cells differ by a pixel; below this share of the
// slot the loss of size weighs more.
const LEAST_SHARE = 0.85

/**
 * The side at which every one of these maps is a whole multiple of its cells (in device pixels), so that all tiles of a
 * network are equally large; the slot itself where there is none.
 */
export function commonSide(sides: readonly number[], slot: number, dpr: number): number {
  const room = Math.floor(slot * dpr)
  for (let side = room; side >= LEAST_SHARE * room; side--) {
    if (sides.every((cells) => side % cells === 0)) return side / dpr
  }
  return slot
}

/** The map fitted into a slot: a whole multiple of its cells where room allows, centred. */
export function tileBox({
  shape,
  slot,
  side,
  dpr,
}: Pick<ColumnLayout, 'shape' | 'slot' | 'side' | 'dpr'>): Box {
  const cells = Math.max(shape.h, shape.w)
  // A unit that is a map of its own takes the whole slot: its value is written on it.
  const room = (cells === 1 ? slot : side) * dpr
  const whole = Math.floor(room / cells)
  const cell = whole * cells >= LEAST_SHARE * room ? whole : room / cells
  const w = Math.max(1, Math.round(cell * shape.w))
  const h = Math.max(1, Math.round(cell * shape.h))
  const centre = (length: number): number => Math.floor((slot * dpr - length) / 2) / dpr
  return { x: centre(w), y: centre(h), w: w / dpr, h: h / dpr }
}

/** Top of slot `c` in the column: half of the gap comes first, room for the first outline. */
export const slotTop = ({ pitch, slot }: Pick<ColumnLayout, 'pitch' | 'slot'>, c: number): number =>
  c * pitch + (pitch - slot) / 2

/** Map `c` in the column. */
export function mapBox(layout: ColumnLayout, c: number): Box {
  const box = tileBox(layout)
  return { ...box, x: layout.left + box.x, y: slotTop(layout, c) + box.y }
}

/** Rows and columns of a map, 0-based, both ends included. */
export interface Cells {
  readonly rows: readonly [number, number]
  readonly cols: readonly [number, number]
}

/** Where some cells of map `c` lie, at least `least` pixels wide: a single cell of a fine map would not be seen. */
export function cellsBox(layout: ColumnLayout, c: number, { rows, cols }: Cells, least = 0): Box {
  const map = mapBox(layout, c)
  const across = span(map.x, map.w, layout.shape.w, cols, least)
  const down = span(map.y, map.h, layout.shape.h, rows, least)
  return { x: across.start, y: down.start, w: across.length, h: down.length }
}

export const unitBox = (layout: ColumnLayout, { c, y, x }: Unit, least = 0): Box =>
  cellsBox(layout, c, { rows: [y, y], cols: [x, x] }, least)

function span(
  origin: number,
  extent: number,
  cells: number,
  [from, to]: readonly [number, number],
  least: number,
): { start: number; length: number } {
  const cell = extent / cells
  const exact = (to - from + 1) * cell
  const length = Math.max(exact, least)
  return { start: origin + from * cell - (length - exact) / 2, length }
}
