/** What lies under the windows of a locally connected layer, a row per image, and where in the image it came from. */
import type { Tensor } from '../../tensor'
import type { Window } from '../kernels'
import type { Scratch } from './scratch'

/** Images whose patches are laid out at once. */
export const BLOCK = 4

/** One place of the output and one group of its filters. */
export interface Place {
  readonly at: number // i · ow + j
  readonly rows: number // filters of the group
  readonly firstFilter: number
  readonly firstRow: number // of the weights, a row per place and filter
  readonly taps: Int32Array // index of each tap in one image; −1 in the padding
  readonly tapCount: number
}

/** Place by place, row-major, so that the weights are read in order. */
export function eachPlace(
  scratch: Scratch,
  x: Tensor,
  y: Tensor,
  window: Window,
  run: (place: Place) => void,
): void {
  const [, filters, oh, ow] = y.shape
  const rows = filters / window.groups
  const tapCount = (x.shape[1] / window.groups) * window.size[0] * window.size[1]
  const taps = scratch.terms(tapCount)
  for (let at = 0; at < oh * ow; at++) {
    for (let group = 0; group < window.groups; group++) {
      fillTaps(taps, x, window, group, Math.floor(at / ow), at % ow)
      const firstFilter = group * rows
      run({ at, rows, firstFilter, firstRow: at * filters + firstFilter, taps, tapCount })
    }
  }
}

function fillTaps(taps: Int32Array, x: Tensor, window: Window, group: number, i: number, j: number): void {
  const [, c, h, w] = x.shape
  const { size, stride, padBefore, dilation, groups } = window
  const perGroup = c / groups
  let t = 0
  for (let channel = group * perGroup; channel < (group + 1) * perGroup; channel++) {
    for (let ky = 0; ky < size[0]; ky++) {
      const row = i * stride[0] - padBefore[0] + ky * dilation[0]
      for (let kx = 0; kx < size[1]; kx++) {
        const column = j * stride[1] - padBefore[1] + kx * dilation[1]
        const inside = row >= 0 && row < h && column >= 0 && column < w
        taps[t++] = inside ? (channel * h + row) * w + column : -1
      }
    }
  }
}

export function readPatches(
  x: Tensor,
  firstImage: number,
  count: number,
  taps: Int32Array,
  tapCount: number,
  patches: Float32Array,
): void {
  const [, c, h, w] = x.shape
  const from = x.data as Float32Array
  for (let k = 0; k < count; k++) {
    const image = (firstImage + k) * c * h * w
    for (let t = 0; t < tapCount; t++) {
      const tap = taps[t]
      patches[k * tapCount + t] = tap < 0 ? 0 : from[image + tap]
    }
  }
}

export function addPatch(
  dx: Tensor,
  n: number,
  taps: Int32Array,
  tapCount: number,
  patch: Float32Array,
): void {
  const [, c, h, w] = dx.shape
  const out = dx.data as Float32Array
  for (let t = 0; t < tapCount; t++) {
    if (taps[t] >= 0) out[n * c * h * w + taps[t]] += patch[t]
  }
}
