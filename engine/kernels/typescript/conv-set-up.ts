import type { Sized, Tensor } from '../../tensor'
import type { Window } from '../kernels'
import { type Border, fillGrid } from './layout'
import type { Scratch } from './scratch'

/** What forward and dW share: the sizes of one group, the padded image, and the offsets in it of the taps and of the windows. */
export interface ConvSetUp {
  readonly channels: number // of a group
  readonly rows: number // filters of a group
  readonly border: Border
  readonly source: Float64Array
  readonly taps: Int32Array
  readonly tapCount: number
  readonly pixels: Int32Array
  readonly pixelCount: number
}

/** `taps` are the terms of a sum forward and its positions for dW; the windows the reverse. */
export function setUpConv(
  scratch: Scratch,
  x: Tensor,
  y: Tensor,
  window: Window,
  taps: 'terms' | 'positions',
): ConvSetUp {
  const [, filters, oh, ow] = y.shape
  const channels = x.shape[1] / window.groups
  const border = readArea(y, window)
  const tapCount = channels * window.size[0] * window.size[1]
  const pixelCount = oh * ow
  const tapTable = scratch[taps](tapCount)
  const pixelTable = scratch[taps === 'terms' ? 'positions' : 'terms'](pixelCount)
  fillTaps(tapTable, channels, window, border)
  fillGrid(pixelTable, oh, ow, window.stride[0] * border.w, window.stride[1])
  return {
    channels,
    rows: filters / window.groups,
    border,
    source: scratch.source(channels * border.h * border.w),
    taps: tapTable,
    tapCount,
    pixels: pixelTable,
    pixelCount,
  }
}

/** The part of the padded input that the windows read. */
export function readArea(y: Sized, { size, stride, padBefore, dilation }: Window): Border {
  return {
    top: padBefore[0],
    left: padBefore[1],
    h: (y.shape[2] - 1) * stride[0] + (size[0] - 1) * dilation[0] + 1,
    w: (y.shape[3] - 1) * stride[1] + (size[1] - 1) * dilation[1] + 1,
  }
}

/** Offset of each tap `[c][fh][fw]` in the padded input. */
function fillTaps(table: Int32Array, channels: number, window: Window, border: Border): void {
  const [fh, fw] = window.size
  const [dh, dw] = window.dilation
  let i = 0
  for (let c = 0; c < channels; c++) {
    for (let ky = 0; ky < fh; ky++) {
      const row = (c * border.h + ky * dh) * border.w
      for (let kx = 0; kx < fw; kx++) table[i++] = row + kx * dw
    }
  }
}
