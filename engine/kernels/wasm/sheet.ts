/**
 * One group of one image as the compiled loops read it: with its zero border, and for a stride S sorted into S × S phases (pixels that
 * agree mod S), so that the pixels that one tap meets in a row of windows lie side by side: [channels][phases][rows][pitch].
 */
export interface Sheet {
  readonly channels: number
  /** Border before the picture; negative crops. */
  readonly top: number
  readonly left: number
  /** `[vertical, horizontal]`. */
  readonly stride: readonly [number, number]
  /** Of one phase. */
  readonly rows: number
  readonly pitch: number
}

/** Bytes of an index into the machine's f32 or i32. */
export const address = (index: number): number => index * 4

export const multipleOf4 = (n: number): number => Math.ceil(n / 4) * 4

export const sheetLength = ({ channels, stride, rows, pitch }: Sheet): number =>
  channels * stride[0] * stride[1] * rows * pitch

/** Index in the sheet of the cell that lies `y`, `x` cells from the border's corner. */
export function cellOf(
  { stride: [sy, sx], rows, pitch }: Sheet,
  channel: number,
  y: number,
  x: number,
): number {
  const phase = (channel * sy + (y % sy)) * sx + (x % sx)
  return (phase * rows + Math.floor(y / sy)) * pitch + Math.floor(x / sx)
}

/** Copies channels `[c][h][w]` that begin at `fromAt`. */
export function fillSheet(
  to: Float32Array,
  at: number,
  sheet: Sheet,
  from: Float32Array,
  fromAt: number,
  h: number,
  w: number,
): void {
  const { channels, top, left, stride, rows, pitch } = sheet
  to.fill(0, at, at + sheetLength(sheet))
  const firstRow = Math.max(0, -top)
  const endRow = Math.min(h, rows * stride[0] - top)
  const firstColumn = Math.max(0, -left)
  const endColumn = Math.min(w, pitch * stride[1] - left)
  for (let channel = 0; channel < channels; channel++) {
    for (let y = firstRow; y < endRow; y++) {
      const row = fromAt + (channel * h + y) * w
      const target = at + cellOf(sheet, channel, y + top, 0)
      if (stride[1] === 1) copyRow(to, target + left, from, row, firstColumn, endColumn)
      else sortRow(to, target, sheet, from, row, firstColumn, endColumn)
    }
  }
}

function copyRow(
  to: Float32Array,
  target: number,
  from: Float32Array,
  row: number,
  first: number,
  end: number,
): void {
  for (let x = first; x < end; x++) to[target + x] = from[row + x]
}

function sortRow(
  to: Float32Array,
  target: number,
  { left, stride, rows, pitch }: Sheet,
  from: Float32Array,
  row: number,
  first: number,
  end: number,
): void {
  const phaseLength = rows * pitch
  for (let x = first; x < end; x++) {
    const column = x + left
    const phase = column % stride[1]
    to[target + phase * phaseLength + (column - phase) / stride[1]] = from[row + x]
  }
}
