import type { Shape, Unit } from '../../engine/index'

/** The number of one unit of a planar `[c][h][w]` volume; null where there is no frame. */
export function valueAt(
  data: ArrayLike<number> | null | undefined,
  { h, w }: Shape,
  { c, y, x }: Unit,
): number | null {
  return data?.[(c * h + y) * w + x] ?? null
}
