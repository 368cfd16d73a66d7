import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { setUpConv } from './conv-set-up'
import { slideForward, slides } from './conv-slide'
import { gather } from './gather'
import { copyWithBorder, packedLength, packRows } from './layout'
import type { Scratch } from './scratch'

export function convForward(
  scratch: Scratch,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  fillWithBiases(y, biases, images)
  if (slides(window)) {
    slideForward(scratch, x, weights, y, window, images)
    return
  }
  const [, c, h, w] = x.shape
  const filters = y.shape[1]
  const from = x.data as Float32Array
  const out = y.data as Float32Array
  const set = setUpConv(scratch, x, y, window, 'terms')
  const { channels, rows, source, border, taps: terms, tapCount: termCount } = set
  const packed = scratch.packed(packedLength(rows, termCount))

  for (let group = 0; group < window.groups; group++) {
    const firstWeight = group * rows * termCount
    packRows(weights.data as Float32Array, firstWeight, rows, termCount, termCount, packed)
    for (let n = images.from; n < images.to; n++) {
      const firstPixel = (n * c + group * channels) * h * w
      copyWithBorder(from, firstPixel, channels, h, w, source, border)
      const outAt = (n * filters + group * rows) * set.pixelCount
      gather({
        source,
        positions: set.pixels,
        positionCount: set.pixelCount,
        terms,
        termCount,
        packed,
        rows,
        out,
        outAt,
        rowStep: set.pixelCount,
        targets: null,
      })
    }
  }
}

function fillWithBiases({ shape, data }: Tensor, biases: Tensor | null, images: Images): void {
  const [, filters, h, w] = shape
  const pixels = h * w
  for (let n = images.from; n < images.to; n++) {
    for (let f = 0; f < filters; f++) {
      const at = (n * filters + f) * pixels
      data.fill(biases ? biases.data[f] : 0, at, at + pixels)
    }
  }
}
