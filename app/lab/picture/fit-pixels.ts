/** RGBA, interleaved → planar red, green, blue, or one plane of luma for a network that sees grey. */
export function fitPixels(rgba: ArrayLike<number>, channels: number): Uint8Array {
  const count = rgba.length / 4
  const pixels = new Uint8Array(count * channels)
  for (let i = 0; i < count; i++) {
    const [r, g, b] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]]
    if (channels === 1) pixels[i] = Math.round(0.299 * r + 0.587 * g + 0.114 * b)
    else
      [r, g, b].forEach((value, c) => {
        pixels[c * count + i] = value
      })
  }
  return pixels
}
