import type { ColourScale } from './colour-scale'

/**
 * Colours `length` numbers of `data` from `from` on, into packed pixels at `at`. `most` is the end of the scale. This
 * loop sees every number on screen, so it looks up rather than mixes, and never branches on the scale.
 */
export function paintMap(
  pixels: Uint32Array,
  at: number,
  data: ArrayLike<number>,
  from: number,
  length: number,
  { table, signed, broken }: ColourScale,
  most: number,
): void {
  const last = table.length - 1
  const reach = signed ? last / 2 : last
  // Where all of a layer is zero, most is 0: zero must stay zero, not become 0/0.
  const factor = most > 0 ? reach / most : 1e30
  const offset = signed ? reach + 0.5 : 0.5
  for (let i = 0; i < length; i++) {
    const place = data[from + i] * factor + offset
    if (place >= 0 && place <= last) pixels[at + i] = table[place | 0]
    else if (place > last && place < Infinity) pixels[at + i] = table[last]
    else if (place < 0 && place > -Infinity) pixels[at + i] = table[0]
    else pixels[at + i] = broken
  }
}

export function isAllZero(data: ArrayLike<number>, from: number, length: number): boolean {
  for (let i = from; i < from + length; i++) if (data[i] !== 0) return false
  return true
}
