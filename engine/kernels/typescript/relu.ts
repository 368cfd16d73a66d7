import type { Numbers, Tensor } from '../../tensor'
import type { Images } from '../kernels'

const perImage = ({ shape }: Tensor): number => shape[1] * shape[2] * shape[3]

const bitsOf = ({ data }: Tensor): Int32Array => new Int32Array(data.buffer, data.byteOffset, data.length)

const SIGN = 31
const MAGNITUDE = 0x7fffffff
/** The bits of infinity: a larger magnitude is a NaN. */
const INFINITY = 0x7f800000

/**
 * On the bits of the numbers, without a branch: half of them are guessed wrong. A NaN stays NaN, whatever its sign, so that a
 * broken run is seen, not hidden.
 */
export function reluForward(x: Tensor, y: Tensor, images: Images): void {
  const xs = bitsOf(x)
  const out = bitsOf(y)
  const end = images.to * perImage(x)
  for (let i = images.from * perImage(x); i < end; i++) {
    const bits = xs[i]
    out[i] = bits & (~(bits >> SIGN) | ((INFINITY - (bits & MAGNITUDE)) >> SIGN))
  }
}

export function reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images, fresh = false): void {
  const end = images.to * perImage(y)
  const start = images.from * perImage(y)
  if (fresh) passOn(bitsOf(y), bitsOf(dy), bitsOf(dx), start, end)
  else addPassed(y.data as Float32Array, dy.data as Float32Array, dx.data as Float32Array, start, end)
}

/** dx = dy where y is not 0, of either sign, else 0: on the bits again. */
function passOn(ys: Int32Array, gradients: Int32Array, out: Int32Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const magnitude = ys[i] & MAGNITUDE
    out[i] = gradients[i] & (-magnitude >> SIGN)
  }
}

function addPassed(
  ys: Float32Array,
  gradients: Float32Array,
  out: Float32Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) if (ys[i] !== 0) out[i] += gradients[i]
}

export function leakyReluForward(x: Tensor, y: Tensor, slope: number, images: Images): void {
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  const end = images.to * perImage(x)
  for (let i = images.from * perImage(x); i < end; i++) {
    const value = xs[i]
    out[i] = value <= 0 ? slope * value : value
  }
}

export function leakyReluBackward(x: Tensor, dy: Tensor, dx: Tensor, slope: number, images: Images): void {
  const xs = x.data as Float32Array
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  const end = images.to * perImage(x)
  for (let i = images.from * perImage(x); i < end; i++)
    out[i] += xs[i] <= 0 ? slope * gradients[i] : gradients[i]
}

export function accumulate(
  from: Numbers,
  fromStart: number,
  to: Numbers,
  toStart: number,
  count: number,
): void {
  const source = from as Float32Array
  const target = to as Float32Array
  for (let i = 0; i < count; i++) target[toStart + i] += source[fromStart + i]
}
