import type { Axis } from '../shape'
import { countWindows, span } from './windows'

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

/** How many pixels of an axis no window reads, by where they are. */
export interface UnreadPixels {
  /** After the last window. */
  readonly behind: number
  /** Between two windows: the stride is wider than they are. */
  readonly between: number
  /** Inside a window, where a dilated filter has no tap. */
  readonly inGaps: number
}

/** The pixels that `readPixels` marks 0, counted by where they are. */
export function unreadPixels(axis: Axis): UnreadPixels {
  const { n, s, before } = axis
  const { out, windows } = countWindows(axis)
  const count = Number.isNaN(out) ? windows : out
  const unread = { behind: 0, between: 0, inGaps: 0 }
  const read = readPixels(axis)
  for (let pixel = 0; pixel < n; pixel++) {
    if (read[pixel] === 1) continue
    const place = pixel + before
    const last = Math.min(Math.floor(place / s), count - 1) // the last window that starts at the pixel or before it
    const inside = last >= 0 && place < last * s + span(axis)
    unread[inside ? 'inGaps' : last >= count - 1 ? 'behind' : 'between']++
  }
  return unread
}
