import type { Numbers, Tensor } from '../../tensor'
import type { Images, Neighbours } from '../kernels'

/** Places that are worked on at once, channel after channel: their sums stay in the nearest cache. */
const STRIP = 256
const sums = new Float64Array(STRIP)

/** 1/base^β. Three quarters, the power of every published network, needs no logarithm. */
const damping = (base: number, beta: number): number =>
  beta === 0.75 ? 1 / (Math.sqrt(base) * Math.sqrt(Math.sqrt(base))) : base ** -beta

/** Calls `strip(first, length)` for every strip of places of the images; `first` is its index in channel 0. */
function eachStrip(
  [, c, h, w]: readonly number[],
  { from, to }: Images,
  strip: (first: number, length: number) => void,
): void {
  for (let n = from; n < to; n++) {
    for (let place = 0; place < h * w; place += STRIP) {
      strip(n * c * h * w + place, Math.min(STRIP, h * w - place))
    }
  }
}

/** The squares are added up anew for each channel: a running sum would keep the rounding of what has left the window. */
export function lrnForward(x: Tensor, y: Tensor, bases: Numbers, lrn: Neighbours, images: Images): void {
  const [, channels, h, w] = x.shape
  const { size, alpha, beta, k } = lrn
  const [before, after] = [Math.floor(size / 2), Math.floor((size - 1) / 2)]
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  const kept = bases as Float32Array
  eachStrip(x.shape, images, (first, length) => {
    for (let c = 0; c < channels; c++) {
      sums.fill(0, 0, length)
      const end = Math.min(channels - 1, c + after)
      for (let j = Math.max(0, c - before); j <= end; j++) addSquares(xs, first + j * h * w, length)
      const start = first + c * h * w
      for (let p = 0; p < length; p++) {
        const base = k + (alpha / size) * sums[p]
        kept[start + p] = base
        out[start + p] = xs[start + p] * damping(base, beta)
      }
    }
  })
}

function addSquares(xs: Float32Array, start: number, length: number): void {
  for (let p = 0; p < length; p++) {
    const value = xs[start + p]
    sums[p] += value * value
  }
}

/** The neighbours that read channel c lie in the mirror image of its own window. */
export function lrnBackward(
  x: Tensor,
  y: Tensor,
  bases: Numbers,
  dy: Tensor,
  dx: Tensor,
  lrn: Neighbours,
  images: Images,
): void {
  const [, channels, h, w] = x.shape
  const { size, alpha, beta } = lrn
  const [before, after] = [Math.floor((size - 1) / 2), Math.floor(size / 2)]
  const factor = (2 * alpha * beta) / size
  const xs = x.data as Float32Array
  const gradients = dy.data as Float32Array
  const kept = bases as Float32Array
  const out = dx.data as Float32Array
  eachStrip(x.shape, images, (first, length) => {
    for (let c = 0; c < channels; c++) {
      sums.fill(0, 0, length)
      const end = Math.min(channels - 1, c + after)
      for (let i = Math.max(0, c - before); i <= end; i++) addPulls(y, dy, bases, first + i * h * w, length)
      const start = first + c * h * w
      for (let p = 0; p < length; p++) {
        const at = start + p
        out[at] += gradients[at] * damping(kept[at], beta) - factor * xs[at] * sums[p]
      }
    }
  })
}

function addPulls(y: Tensor, dy: Tensor, bases: Numbers, start: number, length: number): void {
  const ys = y.data as Float32Array
  const gradients = dy.data as Float32Array
  const kept = bases as Float32Array
  for (let p = 0; p < length; p++) sums[p] += (gradients[start + p] * ys[start + p]) / kept[start + p]
}
