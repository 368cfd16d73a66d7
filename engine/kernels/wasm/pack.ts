/** Rows `[rows][terms]` (row f at `fromAt + f·rowStep`) → `[rows/4][terms][4]` at `at`, missing rows zero. */
export function packRows(
  to: Float32Array,
  at: number,
  from: Float32Array,
  fromAt: number,
  rows: number,
  rowStep: number,
  terms: number,
): void {
  for (let row = 0; row < rows; row += 4) {
    for (let f = 0; f < 4; f++) {
      const target = at + row * terms + f
      const source = fromAt + (row + f) * rowStep
      if (row + f < rows) for (let t = 0; t < terms; t++) to[target + 4 * t] = from[source + t]
      else for (let t = 0; t < terms; t++) to[target + 4 * t] = 0
    }
  }
}
