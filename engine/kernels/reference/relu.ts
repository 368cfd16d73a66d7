import type { Tensor } from '../../tensor'
import type { Images } from '../kernels'
import { imageSize } from './walk'

/** y = max(0, x) */
export function reluForward(x: Tensor, y: Tensor, images: Images): void {
  const size = imageSize(x)
  for (let i = images.from * size; i < images.to * size; i++) y.data[i] = Math.max(0, x.data[i])
}

/** dx: the gradient passes where y > 0 and stops where y = 0. A NaN lets it pass, so that a broken run is seen, not hidden. */
export function reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void {
  const size = imageSize(y)
  for (let i = images.from * size; i < images.to * size; i++) {
    if (y.data[i] !== 0) dx.data[i] += dy.data[i]
  }
}
