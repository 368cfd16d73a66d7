/** A picture in its own colours (three channels) or in grey. `data` is planar `[c][h][w]`, 0 … 255. */
export function paintPixels(pixels: Uint32Array, data: ArrayLike<number>, channels: number): void {
  const plane = pixels.length
  const [green, blue] = channels === 3 ? [plane, 2 * plane] : [0, 0]
  for (let i = 0; i < plane; i++) {
    pixels[i] = packed(data[i], data[green + i], data[blue + i])
  }
}

/**
 * One filter of the first layer in colour, about a visible zero: no weight is middle grey, and the largest |weight| of
 * the filter reaches black or white of its channel.
 */
export function paintFilterInColour(
  pixels: Uint32Array,
  at: number,
  weights: ArrayLike<number>,
  from: number,
  plane: number,
  most: number,
): void {
  const factor = most > 0 ? 127.5 / most : 0
  const shade = (i: number): number => Math.max(0, Math.min(255, 127.5 + weights[from + i] * factor))
  for (let i = 0; i < plane; i++) pixels[at + i] = packed(shade(i), shade(plane + i), shade(2 * plane + i))
}

const packed = (r: number, g: number, b: number): number =>
  ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0
