import type { Sized, Tensor } from '../../tensor'
import { clear, type Images, type Window } from '../kernels'
import { slideInput, slides } from './conv-slide'
import { gather } from './gather'
import { type Border, copyWithBorder, fillGrid, packedLength } from './layout'
import type { Scratch } from './scratch'

/**
 * dX is the forward loop on dY with a border, with flipped and transposed filters.
 *
 * With a stride S, pixel i is met by those taps k only for which i + pad − k·dilation is a multiple of S. So pixels that
 * agree mod S (a phase) share their taps, and each phase is a dense convolution of its own: no product with a zero
 * that a stretched dY would bring. Stride 1 has one phase.
 */
export function convBackwardInput(
  scratch: Scratch,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
  if (slides(window)) {
    slideInput(scratch, dy, weights, dx, window, images)
    return
  }
  const border = dyArea(dx, window)
  for (let group = 0; group < window.groups; group++) {
    for (let phaseY = 0; phaseY < Math.min(window.stride[0], dx.shape[2]); phaseY++) {
      for (let phaseX = 0; phaseX < Math.min(window.stride[1], dx.shape[3]); phaseX++) {
        addPhase(scratch, dy, weights, dx, window, images, border, group, phaseY, phaseX)
      }
    }
  }
}

/** Rows and columns of dY that any pixel of the input asks for; outside dY they are zero. */
export function dyArea(dx: Sized, { size, stride, padBefore, dilation }: Window): Border {
  const first = (axis: 0 | 1) =>
    Math.floor((padBefore[axis] - (size[axis] - 1) * dilation[axis]) / stride[axis])
  const last = (axis: 0 | 1) => Math.floor((dx.shape[axis + 2] - 1 + padBefore[axis]) / stride[axis])
  return { top: -first(0), left: -first(1), h: last(0) - first(0) + 1, w: last(1) - first(1) + 1 }
}

function addPhase(
  scratch: Scratch,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
  border: Border,
  group: number,
  phaseY: number,
  phaseX: number,
): void {
  const [, c, h, w] = dx.shape
  const [, filters, oh, ow] = dy.shape
  const [sy, sx] = window.stride
  const rows = c / window.groups
  const channels = filters / window.groups
  const tapsY = tapsOfPhase(window, 0, phaseY)
  const tapsX = tapsOfPhase(window, 1, phaseX)
  const termCount = channels * tapsY.length * tapsX.length
  if (termCount === 0) return // a stride wider than the filter skips these pixels

  const phaseRows = Math.ceil((h - phaseY) / sy)
  const phaseColumns = Math.ceil((w - phaseX) / sx)
  const positionCount = phaseRows * phaseColumns
  const source = scratch.source(channels * border.h * border.w)
  const positions = scratch.positions(positionCount)
  fillGrid(positions, phaseRows, phaseColumns, border.w, 1)
  const targets = scratch.targets(positionCount)
  fillGrid(targets, phaseRows, phaseColumns, sy * w, sx)
  const terms = scratch.terms(termCount)
  fillPhaseTerms(terms, channels, tapsY, tapsX, border)
  const packed = scratch.packed(packedLength(rows, termCount))
  packTransposed(weights, group, channels, rows, tapsY, tapsX, packed)

  for (let n = images.from; n < images.to; n++) {
    const firstDy = (n * filters + group * channels) * oh * ow
    copyWithBorder(dy.data as Float32Array, firstDy, channels, oh, ow, source, border)
    gather({
      source,
      positions,
      positionCount,
      terms,
      termCount,
      packed,
      rows,
      out: dx.data as Float32Array,
      outAt: (n * c + group * rows) * h * w + phaseY * w + phaseX,
      rowStep: h * w,
      targets,
    })
  }
}

interface PhaseTap {
  readonly k: number // tap of the filter
  readonly shift: number // row (or column) of dY that the first pixel of the phase meets there
}

function tapsOfPhase(window: Window, axis: 0 | 1, phase: number): readonly PhaseTap[] {
  const taps: PhaseTap[] = []
  for (let k = 0; k < window.size[axis]; k++) {
    const shift = (phase + window.padBefore[axis] - k * window.dilation[axis]) / window.stride[axis]
    if (Number.isInteger(shift)) taps.push({ k, shift })
  }
  return taps
}

function fillPhaseTerms(
  terms: Int32Array,
  channels: number,
  tapsY: readonly PhaseTap[],
  tapsX: readonly PhaseTap[],
  border: Border,
): void {
  let i = 0
  for (let f = 0; f < channels; f++) {
    for (const y of tapsY) {
      const row = (f * border.h + y.shift + border.top) * border.w + border.left
      for (const x of tapsX) terms[i++] = row + x.shift
    }
  }
}

/** weights[f][c][ky][kx] → packed [c/4][f · taps of this phase][4], missing c zero. */
function packTransposed(
  weights: Tensor,
  group: number,
  channels: number,
  rows: number,
  tapsY: readonly PhaseTap[],
  tapsX: readonly PhaseTap[],
  packed: Float64Array,
): void {
  const [, , fh, fw] = weights.shape
  const from = weights.data as Float32Array
  const termCount = channels * tapsY.length * tapsX.length
  for (let c = 0; c < Math.ceil(rows / 4) * 4; c++) {
    let to = (c - (c % 4)) * termCount + (c % 4)
    for (let f = 0; f < channels; f++) {
      const filter = ((group * channels + f) * rows + c) * fh * fw
      for (const y of tapsY) {
        for (const x of tapsX) {
          packed[to] = c < rows ? from[filter + y.k * fw + x.k] : 0
          to += 4
        }
      }
    }
  }
}
