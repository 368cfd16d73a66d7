import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { setUpConv } from './conv-set-up'
import { slideParams, slides } from './conv-slide'
import { gather } from './gather'
import { copyWithBorder, packedLength, packRows } from './layout'
import type { Scratch } from './scratch'

/** dW[f][tap] += Σ over pixels of dY[f][pixel] · x[pixel + tap]: the forward loop with pixels and taps exchanged. */
export function convBackwardParams(
  scratch: Scratch,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  if (dBiases) addPlaneSums(dy, dBiases.data as Float32Array, images)
  if (slides(window)) {
    slideParams(scratch, x, dy, dWeights, window, images)
    return
  }
  const [, c, h, w] = x.shape
  const filters = dy.shape[1]
  const from = x.data as Float32Array
  const upstream = dy.data as Float32Array
  const set = setUpConv(scratch, x, dy, window, 'positions')
  const { channels, rows, source, border, tapCount: taps, pixelCount: pixels } = set
  const packed = scratch.packed(packedLength(rows, pixels))

  // Image by image, so that the sum does not depend on how a batch is cut into pieces.
  for (let n = images.from; n < images.to; n++) {
    for (let group = 0; group < window.groups; group++) {
      copyWithBorder(from, (n * c + group * channels) * h * w, channels, h, w, source, border)
      packRows(upstream, (n * filters + group * rows) * pixels, rows, pixels, pixels, packed)
      gather({
        source,
        positions: set.taps,
        positionCount: taps,
        terms: set.pixels,
        termCount: pixels,
        packed,
        rows,
        out: dWeights.data as Float32Array,
        outAt: group * rows * taps,
        rowStep: taps,
        targets: null,
      })
    }
  }
}

function addPlaneSums({ shape, data }: Tensor, dBiases: Float32Array, images: Images): void {
  const [, filters, h, w] = shape
  const [dy, pixels] = [data as Float32Array, h * w]
  for (let n = images.from; n < images.to; n++) {
    for (let f = 0; f < filters; f++) {
      const at = (n * filters + f) * pixels
      let sum = 0
      for (let i = 0; i < pixels; i++) sum += dy[at + i]
      dBiases[f] += sum
    }
  }
}
