import type { Shape, Unit } from '../../engine/index'
import type { Values } from './snapshot'

/** The number of one unit of a planar `[1][c][h][w]` volume; null where the frame does not carry it. */
export function valueAt(values: Values | null, { h, w }: Shape, { c, y, x }: Unit): number | null {
  return values?.data[(c * h + y) * w + x] ?? null
}
