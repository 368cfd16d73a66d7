import type { Shape } from '../shape'
import type { InputSpec } from '../spec'
import type { Numbers } from '../tensor'
import { centred, type Placement } from './augment'

/** Grey from red, green, blue (Rec. 601). */
const LUMA = [0.299, 0.587, 0.114]

/**
 * Any picture for any network: cropped where it is larger, pixels of value 0 around it where it is smaller, grey made of
 * colour and the reverse. Writes values 0 … 255, planar, to `out` from `at` on.
 */
export function fitPixels(
  pixels: Uint8Array,
  from: Shape,
  to: Shape,
  out: Numbers,
  at = 0,
  placement: Placement = centred,
): void {
  const sameChannels = from.c === to.c
  if (!sameChannels && from.c !== 1) writePlane(greyOf(pixels, from), from, to, out, at, placement)
  else
    for (let c = 0; c < (sameChannels ? to.c : 1); c++) {
      const plane = pixels.subarray(c * from.h * from.w, (c + 1) * from.h * from.w)
      writePlane(plane, from, to, out, at + c * to.h * to.w, placement)
    }
  if (!sameChannels) for (let c = 1; c < to.c; c++) out.copyWithin(at + c * to.h * to.w, at, at + to.h * to.w)
}

function writePlane(
  plane: ArrayLike<number>,
  from: Shape,
  to: Shape,
  out: Numbers,
  at: number,
  { down, right, flip }: Placement,
): void {
  const top = Math.floor((from.h - to.h) / 2) + down
  const left = Math.floor((from.w - to.w) / 2) + right
  for (let y = 0; y < to.h; y++) {
    const row = y + top
    for (let x = 0; x < to.w; x++) {
      const column = (flip ? to.w - 1 - x : x) + left
      const inside = row >= 0 && row < from.h && column >= 0 && column < from.w
      out[at + y * to.w + x] = inside ? plane[row * from.w + column] : 0
    }
  }
}

function greyOf(pixels: Uint8Array, { c, h, w }: Shape): Float32Array {
  const grey = new Float32Array(h * w)
  for (let k = 0; k < c; k++) {
    const weight = c === 3 ? LUMA[k] : 1 / c
    for (let i = 0; i < h * w; i++) grey[i] += weight * pixels[k * h * w + i]
  }
  return grey
}

/** As the network sees it: (pixel/255 − mean) · scale per channel, in place. */
export function normalise(out: Numbers, input: InputSpec, at = 0): void {
  const plane = input.h * input.w
  for (let c = 0; c < input.c; c++) {
    const mean = input.mean?.[c] ?? 0
    const scale = input.scale?.[c] ?? 1
    const end = at + (c + 1) * plane
    for (let i = at + c * plane; i < end; i++) out[i] = (out[i] / 255 - mean) * scale
  }
}
