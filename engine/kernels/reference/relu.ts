import type { Numbers, Tensor } from '../../tensor'
import { clear, type Images } from '../kernels'
import { imageSize } from './walk'

/** y = max(0, x) */
export function reluForward(x: Tensor, y: Tensor, images: Images): void {
  const size = imageSize(x)
  for (let i = images.from * size; i < images.to * size; i++) y.data[i] = Math.max(0, x.data[i])
}

/** dx: the gradient passes where y > 0 and stops where y = 0. A NaN lets it pass, so that a broken run is seen, not hidden. */
export function reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images, fresh = false): void {
  if (fresh) clear(dx, images)
  const size = imageSize(y)
  for (let i = images.from * size; i < images.to * size; i++) {
    if (y.data[i] !== 0) dx.data[i] += dy.data[i]
  }
}

/** y = x above 0, slope·x elsewhere */
export function leakyReluForward(x: Tensor, y: Tensor, slope: number, images: Images): void {
  const size = imageSize(x)
  for (let i = images.from * size; i < images.to * size; i++)
    y.data[i] = x.data[i] <= 0 ? slope * x.data[i] : x.data[i]
}

/** dx: by the sign of x, not of y, for with slope 0 they differ. */
export function leakyReluBackward(x: Tensor, dy: Tensor, dx: Tensor, slope: number, images: Images): void {
  const size = imageSize(x)
  for (let i = images.from * size; i < images.to * size; i++)
    dx.data[i] += x.data[i] <= 0 ? slope * dy.data[i] : dy.data[i]
}

export function accumulate(
  from: Numbers,
  fromStart: number,
  to: Numbers,
  toStart: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[toStart + i] += from[fromStart + i]
}
