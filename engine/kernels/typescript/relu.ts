import type { Numbers, Tensor } from '../../tensor'
import type { Images } from '../kernels'

const perImage = ({ shape }: Tensor): number => shape[1] * shape[2] * shape[3]

/** A NaN stays NaN, so that a broken run is seen, not hidden. */
export function reluForward(x: Tensor, y: Tensor, images: Images): void {
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  const end = images.to * perImage(x)
  for (let i = images.from * perImage(x); i < end; i++) {
    const value = xs[i]
    out[i] = value <= 0 ? 0 : value
  }
}

export function reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images, fresh = false): void {
  const ys = y.data as Float32Array
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  const end = images.to * perImage(y)
  let i = images.from * perImage(y)
  if (fresh) for (; i < end; i++) out[i] = ys[i] === 0 ? 0 : gradients[i]
  for (; i < end; i++) if (ys[i] !== 0) out[i] += gradients[i]
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
