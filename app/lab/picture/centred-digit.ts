/**
 * A drawn digit made like MNIST's: scaled so that its box fits 20 × 20 pixels, then moved so that the centre of its ink
 * lies in the middle of 28 × 28. Without this a network trained on MNIST is asked about pictures it has never seen.
 */
const BOX_SHARE = 20 / 28

export interface Ink {
  readonly size: number // width and height of the pad in its own pixels
  readonly values: ArrayLike<number> // row-major, 0 … 255
}

/** `side`: width and height of the network's picture. A blank pad stays blank. */
export function centredDigit({ size, values }: Ink, side: number): Uint8Array {
  const found = measure({ size, values })
  const pixels = new Uint8Array(side * side)
  if (!found) return pixels
  const scale = (side * BOX_SHARE) / Math.max(found.width, found.height) // pad → picture
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const top = found.centreY + (y - side / 2) / scale
      const left = found.centreX + (x - side / 2) / scale
      pixels[y * side + x] = Math.round(average({ size, values }, top, left, 1 / scale))
    }
  }
  return pixels
}

function measure({ size, values }: Ink) {
  let [top, bottom, left, right] = [size, -1, size, -1]
  let [sum, sumY, sumX] = [0, 0, 0]
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const ink = values[y * size + x]
      if (ink === 0) continue
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      left = Math.min(left, x)
      right = Math.max(right, x)
      sum += ink
      sumY += ink * (y + 0.5)
      sumX += ink * (x + 0.5)
    }
  }
  if (sum === 0) return null
  return { width: right - left + 1, height: bottom - top + 1, centreY: sumY / sum, centreX: sumX / sum }
}

/** Mean of a square of the pad, sampled at whole pixels; outside the pad there is no ink. */
function average({ size, values }: Ink, top: number, left: number, width: number): number {
  const steps = Math.max(1, Math.ceil(width))
  let sum = 0
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const y = Math.floor(top + ((i + 0.5) * width) / steps)
      const x = Math.floor(left + ((j + 0.5) * width) / steps)
      if (y >= 0 && x >= 0 && y < size && x < size) sum += values[y * size + x]
    }
  }
  return sum / (steps * steps)
}
