import type { Axis } from '../shape'
import { countWindows } from './windows'

/**
 * Which pixels of an axis some whole window of the output reads: 1 read, 0 never. Pixels are missed behind the last
 * window, between windows whose stride is wider than they are, and between the taps of a dilated filter.
 */
export function readPixels(axis: Axis): Uint8Array {
  const { n, f, s, before, dilation } = axis
  const read = new Uint8Array(n)
  const { out, windows } = countWindows(axis)
  const count = Number.isNaN(out) ? windows : out // refused: what is left over by the windows that do fit
  for (let window = 0; window < count; window++) {
    for (let tap = 0; tap < f; tap++) {
      const pixel = window * s - before + tap * dilation
      if (pixel >= 0 && pixel < n) read[pixel] = 1
    }
  }
  return read
}
