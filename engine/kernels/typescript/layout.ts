/** Copies and tables that turn a dense tensor into what `gather` reads. */

/** One image, channels `c`, with a zero border: `to[c][y][x] = from[c][y − top][x − left]`. Negative top or left crop. */
export interface Border {
  readonly top: number
  readonly left: number
  readonly h: number // with the border
  readonly w: number
}

export function copyWithBorder(
  from: Float32Array,
  fromAt: number,
  c: number,
  h: number,
  w: number,
  to: Float64Array,
  border: Border,
): void {
  const { top, left } = border
  to.fill(0, 0, c * border.h * border.w)
  const firstRow = Math.max(0, -top)
  const endRow = Math.min(h, border.h - top)
  const firstColumn = Math.max(0, -left)
  const endColumn = Math.min(w, border.w - left)
  for (let channel = 0; channel < c; channel++) {
    for (let y = firstRow; y < endRow; y++) {
      const source = fromAt + (channel * h + y) * w
      const target = (channel * border.h + y + top) * border.w + left
      for (let x = firstColumn; x < endColumn; x++) to[target + x] = from[source + x]
    }
  }
}

/** Offsets of rows × columns, `rowStep` and `columnStep` numbers apart. */
export function fillGrid(
  table: Int32Array,
  rows: number,
  columns: number,
  rowStep: number,
  columnStep: number,
): void {
  let i = 0
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) table[i++] = y * rowStep + x * columnStep
  }
}

/** Planes `[rows][terms]` (row f at `fromAt + f·rowStep`) → `[rows/4][terms][4]`, missing rows zero. */
export function packRows(
  from: Float32Array,
  fromAt: number,
  rows: number,
  rowStep: number,
  terms: number,
  to: Float64Array,
): void {
  for (let row = 0; row < rows; row += 4) {
    for (let f = 0; f < 4; f++) {
      const target = row * terms + f
      if (row + f >= rows) {
        for (let t = 0; t < terms; t++) to[target + 4 * t] = 0
        continue
      }
      const source = fromAt + (row + f) * rowStep
      for (let t = 0; t < terms; t++) to[target + 4 * t] = from[source + t]
    }
  }
}

export const packedLength = (rows: number, terms: number): number => Math.ceil(rows / 4) * 4 * terms
