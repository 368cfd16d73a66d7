import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { gather } from './gather'
import { type Border, copyWithBorder, fillGrid, packedLength, packRows } from './layout'
import type { Scratch } from './scratch'

/** The part of the padded input that the windows read. */
export function readArea(y: Tensor, { size, stride, padBefore, dilation }: Window): Border {
  return {
    top: padBefore[0],
    left: padBefore[1],
    h: (y.shape[2] - 1) * stride[0] + (size[0] - 1) * dilation[0] + 1,
    w: (y.shape[3] - 1) * stride[1] + (size[1] - 1) * dilation[1] + 1,
  }
}

/** Offset of each tap `[c][fh][fw]` in the padded input. */
export function fillTaps(table: Int32Array, channels: number, window: Window, border: Border): number {
  const [fh, fw] = window.size
  const [dh, dw] = window.dilation
  let i = 0
  for (let c = 0; c < channels; c++) {
    for (let ky = 0; ky < fh; ky++) {
      const row = (c * border.h + ky * dh) * border.w
      for (let kx = 0; kx < fw; kx++) table[i++] = row + kx * dw
    }
  }
  return i
}

export function convForward(
  scratch: Scratch,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, oh, ow] = y.shape
  const from = x.data as Float32Array
  const out = y.data as Float32Array
  const channels = c / window.groups
  const rows = filters / window.groups
  const border = readArea(y, window)
  const pixels = oh * ow

  const source = scratch.source(channels * border.h * border.w)
  const terms = scratch.terms(channels * window.size[0] * window.size[1])
  const termCount = fillTaps(terms, channels, window, border)
  const positions = scratch.positions(pixels)
  const [sy, sx] = window.stride
  fillGrid(positions, oh, ow, sy * border.w, sx)
  const packed = scratch.packed(packedLength(rows, termCount))

  fillWithBiases(out, biases, filters, pixels, images)
  for (let group = 0; group < window.groups; group++) {
    const firstWeight = group * rows * termCount
    packRows(weights.data as Float32Array, firstWeight, rows, termCount, termCount, packed)
    for (let n = images.from; n < images.to; n++) {
      const firstPixel = (n * c + group * channels) * h * w
      copyWithBorder(from, firstPixel, channels, h, w, source, border)
      const outAt = (n * filters + group * rows) * pixels
      gather({
        source,
        positions,
        positionCount: pixels,
        terms,
        termCount,
        packed,
        rows,
        out,
        outAt,
        rowStep: pixels,
        targets: null,
      })
    }
  }
}

function fillWithBiases(
  out: Float32Array,
  biases: Tensor | null,
  filters: number,
  pixels: number,
  images: Images,
): void {
  for (let n = images.from; n < images.to; n++) {
    for (let f = 0; f < filters; f++) {
      const at = (n * filters + f) * pixels
      out.fill(biases ? biases.data[f] : 0, at, at + pixels)
    }
  }
}
