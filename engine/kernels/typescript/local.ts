/**
 * A locally connected layer is a fully connected one at every place, on the patch under its window: the patch of each image is
 * laid out in one row, `[C/G][fh][fw]` like the filters, and then rows meet rows. Up to four images at a time, while the filters
 * of the place are in the cache; the patches are small and do not grow with the batch.
 */
import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { addPatch, BLOCK, eachPlace, readPatches } from './patches'
import { addRows4, dot4x2, sums } from './rows'
import type { Scratch } from './scratch'

export function localForward(
  scratch: Scratch,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [, filters, oh, ow] = y.shape
  const ws = weights.data as Float32Array
  const pixels = oh * ow
  eachPlace(scratch, x, y, window, ({ at, rows, firstFilter, firstRow, taps, tapCount }) => {
    const patches = scratch.patches(BLOCK * tapCount)
    for (let n = images.from; n < images.to; n += BLOCK) {
      const count = Math.min(BLOCK, images.to - n)
      readPatches(x, n, count, taps, tapCount, patches)
      for (let k = 0; k < count; k += 2) {
        const second = Math.min(k + 1, count - 1)
        for (let u = 0; u < rows; u += 4) {
          dot4x2(patches, k * tapCount, second * tapCount, ws, firstRow + u, firstRow + rows - 1, tapCount)
          for (let f = 0; f < 4 && u + f < rows; f++) {
            const unit = (firstFilter + u + f) * pixels + at
            const bias = biases ? biases.data[unit] : 0
            y.data[(n + k) * filters * pixels + unit] = bias + sums[2 * f]
            y.data[(n + second) * filters * pixels + unit] = bias + sums[2 * f + 1]
          }
        }
      }
    }
  })
}

export function localBackwardInput(
  scratch: Scratch,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const [, filters, oh, ow] = dy.shape
  const ws = weights.data as Float32Array
  const pixels = oh * ow
  eachPlace(scratch, dx, dy, window, ({ at, rows, firstFilter, firstRow, taps, tapCount }) => {
    const patch = scratch.patches(tapCount)
    for (let n = images.from; n < images.to; n++) {
      const first = (n * filters + firstFilter) * pixels + at
      const g = (u: number) => (u < rows ? dy.data[first + u * pixels] : 0)
      const row = (u: number) => (firstRow + Math.min(u, rows - 1)) * tapCount
      patch.fill(0, 0, tapCount)
      for (let u = 0; u < rows; u += 4) {
        const [r0, r1, r2, r3] = [row(u), row(u + 1), row(u + 2), row(u + 3)]
        addRows4(patch, 0, ws, r0, r1, r2, r3, g(u), g(u + 1), g(u + 2), g(u + 3), tapCount)
      }
      addPatch(dx, n, taps, tapCount, patch)
    }
  })
}

/** Cut a batch at multiples of four and the bits agree. */
export function localBackwardParams(
  scratch: Scratch,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  const [, filters, oh, ow] = dy.shape
  const out = dWeights.data as Float32Array
  const pixels = oh * ow
  eachPlace(scratch, x, dy, window, ({ at, rows, firstFilter, firstRow, taps, tapCount }) => {
    const patches = scratch.patches(BLOCK * tapCount)
    for (let n = images.from; n < images.to; n += BLOCK) {
      const count = Math.min(BLOCK, images.to - n)
      readPatches(x, n, count, taps, tapCount, patches)
      const row = (k: number) => Math.min(k, count - 1) * tapCount
      for (let u = 0; u < rows; u++) {
        const unit = (firstFilter + u) * pixels + at
        const g = (k: number) => (k < count ? dy.data[(n + k) * filters * pixels + unit] : 0)
        const outAt = (firstRow + u) * tapCount
        addRows4(out, outAt, patches, row(0), row(1), row(2), row(3), g(0), g(1), g(2), g(3), tapCount)
        if (dBiases) dBiases.data[unit] += g(0) + g(1) + g(2) + g(3)
      }
    }
  })
}
