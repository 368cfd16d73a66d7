import { bytes } from './sheet'

/** Rows of pixels as vectors of four: see `assembly/gather.ts`. */
export interface Rows {
  readonly rows: number
  readonly columns: number
  /** Numbers from row to row in the source. */
  readonly pitch: number
}

/** Rows that follow each other without a gap are one row. */
export const joined = ({ rows, columns, pitch }: Rows): Rows =>
  rows === 1 || pitch === columns
    ? { rows: 1, columns: rows * columns, pitch: rows * columns }
    : { rows, columns, pitch }

export const vectorsOf = ({ rows, columns }: Rows): number => rows * Math.ceil(columns / 4)

/** Writes where each vector begins, in the source (`pixels`) and in a dense result (`places`, with its end). */
export function writeVectors(i32: Int32Array, pixels: number, places: number, shape: Rows): void {
  let [pixel, place] = [pixels / 4, places / 4]
  for (let y = 0; y < shape.rows; y++) {
    for (let x = 0; x < shape.columns; x += 4) {
      i32[pixel++] = bytes(y * shape.pitch + x)
      i32[place++] = bytes(y * shape.columns + x)
    }
  }
  i32[place] = bytes(shape.rows * shape.columns)
}

/** Half of the second cache of a small machine. */
const STRIP_BYTES = 2 ** 17

/** How many vectors share what they read: so many rows of all channels as stay in the cache, a multiple of a tile's four. */
export function stripOf(shape: Rows, channels: number, windowRows: number): number {
  const rows = Math.max(1, Math.floor(STRIP_BYTES / bytes(channels * shape.pitch)) - windowRows)
  return Math.max(4, Math.floor((rows * Math.ceil(shape.columns / 4)) / 4) * 4)
}
