import type { Axis, Measure } from '../../engine/index'
import type { PlaneAxes } from './WindowPicture'
import { stripRange } from './windows'

/** Where things stand in the drawing of input and output, in CSS pixels. */
export interface PictureScale {
  readonly width: number
  readonly height: number
  /** Single cells are drawn. */
  readonly grid: boolean
  readonly perCell: number
  x(column: number): number
  y(row: number): number
  readonly arrow: number
  readonly arrowLength: number
  readonly middle: number
  readonly outLeft: number
  readonly outTop: number
  readonly outCell: number
  readonly outColumns: number
  readonly outRows: number
  readonly wordGap: number
  readonly wordLine: number // from one line of words to the next
}

const MOST_GRID_CELLS = 16
const ARROW = 26
const GAP = 10
const WORDS = 22 // beneath: the sizes
const LINE = 16
const LONGEST_LINE = 11 // letters that have room beneath the output

/** "55×55×96", or, where that is wider than its place, "4,033×4,033" above "×4,096". */
export function volumeLines(volume: string): readonly string[] {
  if (volume.length <= LONGEST_LINE) return [volume]
  const cut = volume.lastIndexOf('×')
  return [volume.slice(0, cut), volume.slice(cut)]
}

export function pictureScale(
  { x, y, across, down, ...rest }: PlaneAxes & { look?: string; volume: string },
  width: number,
): PictureScale {
  const projector = rest.look === 'projector'
  const most = projector ? 260 : 168
  const [left, right] = drawnRange(x, across)
  const [top, bottom] = drawnRange(y, down)
  const longest = Math.max(right - left, bottom - top)
  const grid = longest <= MOST_GRID_CELLS
  const outColumns = across.problem ? across.windows : across.out
  const outRows = down.problem ? down.windows : down.out
  const input = Math.min(most, (width - ARROW - 2 * GAP) * 0.64)
  const perCell = grid ? Math.floor(input / longest) || 1 : input / longest
  const outCell = outputCell(Math.max(outColumns, outRows), perCell, input * 0.56, grid)
  const [inWidth, inHeight] = [(right - left) * perCell, (bottom - top) * perCell]
  const outHeight = outRows * outCell
  const middle = Math.max(inHeight, outHeight) / 2 + 2
  const arrow = inWidth + GAP
  const outLeft = arrow + ARROW + GAP
  const larger = projector ? 1.6 : 1
  const words = WORDS * larger
  const moreLines = volumeLines(rest.volume).length - 1
  return {
    grid,
    perCell,
    outCell,
    outColumns,
    outRows,
    arrow,
    arrowLength: ARROW,
    middle,
    outLeft,
    outTop: middle - outHeight / 2,
    width: outLeft + Math.max(projector ? 150 : 72, outColumns * outCell) + 4,
    height: Math.max(middle * 2 + words, middle + outHeight / 2 + words + moreLines * LINE * larger),
    x: (column) => 2 + (column - left) * perCell,
    y: (row) => middle - inHeight / 2 + (row - top) * perCell,
    wordGap: words * 0.6,
    wordLine: LINE * larger,
  }
}

/** The padded input, and what a last window reaches beyond it; a window that is missing is not drawn here. */
function drawnRange(axis: Axis, measure: Measure): [from: number, to: number] {
  return measure.problem ? [-axis.before, axis.n + axis.after] : stripRange(axis, measure)
}

/** Output cells are as large as allows their numbers; to scale with the input where that is large. */
function outputCell(most: number, perCell: number, room: number, grid: boolean): number {
  if (most < 1) return 0
  if (!grid) return Math.min(perCell, room / most)
  return Math.min(34, Math.max(4, Math.floor(room / most)))
}
