/** page: beside other things; projector: for the back row, the least text 22 px. */
export type StripLook = 'page' | 'projector'

/** Where things stand in the drawing of a strip, in CSS pixels. */
export interface StripScale {
  readonly look: StripLook
  readonly width: number
  readonly height: number
  readonly label: number // column of words at the left; 0 where there is no room
  readonly cell: number // side of a cell
  readonly cellsTop: number
  readonly rowsTop: number
  readonly pitch: number // from one window's row to the next
  readonly disc: number // centre of the outputs
  readonly radius: number
  readonly to: number // one past the last cell that is drawn
  x(cell: number): number // left edge of a cell
}

const LOOKS = {
  page: { label: 104, longLabel: 122, output: 84, most: 54, top: 22, pitch: 60, tight: 44, small: 46 },
  projector: { label: 190, longLabel: 214, output: 150, most: 90, top: 34, pitch: 66, tight: 47, small: 66 },
}

/** Cells smaller than this cannot hold their digits: the strip is then drawn to scale instead. */
export const LEAST_CELL = { page: 21, projector: 44 }

/** `close`: the enlarged end, whose words count up to "window 4,096". */
export function cellSize(cells: number, width: number, look: StripLook, close = false): number {
  const { label, longLabel, output, most } = LOOKS[look]
  const room = width - (hasLabels(width, look) ? (close ? longLabel : label) + output : output * 0.7)
  return Math.min(most, Math.floor(room / Math.max(1, cells)))
}

const hasLabels = (width: number, look: StripLook): boolean => look === 'projector' || width >= 520

export function stripScale(
  cells: number,
  from: number,
  rows: number,
  width: number,
  look: StripLook,
  close = false,
): StripScale {
  const sizes = LOOKS[look]
  const label = !hasLabels(width, look) ? 0 : close ? sizes.longLabel : sizes.label
  const crowded = rows > 3 || close // the projector's screen has no more height: smaller cells, closer rows
  const room = Math.max(12, cellSize(cells, width, look, close))
  const cell = crowded && look === 'projector' ? Math.min(room, close ? 56 : 70) : room
  const pitch = Math.max(
    36,
    Math.min(
      crowded ? sizes.tight : cell < sizes.most ? sizes.small : sizes.pitch,
      cell * (crowded ? 0.82 : 1.25),
    ),
  )
  const cellsTop = sizes.top
  const rowsTop = cellsTop + cell + 14
  const radius = Math.min(look === 'projector' ? 27 : 22, pitch * 0.41)
  const end = label + cells * cell
  const disc = Math.min(width - radius - 4, end + (label > 0 ? 44 : 24) + radius)
  return {
    look,
    label,
    cell,
    cellsTop,
    rowsTop,
    pitch,
    disc,
    radius,
    width: Math.max(disc + radius + 4, end),
    height: rowsTop + rows * pitch + 4,
    to: from + cells,
    x: (index) => label + (index - from) * cell,
  }
}
