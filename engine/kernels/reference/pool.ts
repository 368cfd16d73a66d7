import type { Tensor } from '../../tensor'
import { type Images, type Window, wins } from '../kernels'
import { eachUnit, imageSize } from './walk'

/** y = the largest number of the window; where it was is kept in `switches`. Padding never wins; ties go to the first. */
export function maxPoolForward(
  x: Tensor,
  y: Tensor,
  switches: Int32Array,
  window: Window,
  images: Images,
): void {
  const [, , height, width] = x.shape
  const { size, stride, padBefore } = window
  for (let n = images.from; n < images.to; n++) {
    eachUnit(y.shape, (c, i, j, unit) => {
      const plane = (n * x.shape[1] + c) * height * width
      let winner = -1
      for (let f_i = 0; f_i < size[0]; f_i++) {
        const x_i = i * stride[0] - padBefore[0] + f_i
        if (x_i < 0 || x_i >= height) continue
        for (let f_j = 0; f_j < size[1]; f_j++) {
          const x_j = j * stride[1] - padBefore[1] + f_j
          if (x_j < 0 || x_j >= width) continue
          const cell = x_i * width + x_j
          if (winner < 0 || wins(x.data[plane + cell], x.data[plane + winner])) winner = cell
        }
      }
      const index = n * imageSize(y) + unit
      switches[index] = winner
      y.data[index] = x.data[plane + winner]
    })
  }
}

/** dx: the gradient goes to the winner alone. A pixel may win in several windows and receives the sum. */
export function maxPoolBackward(dy: Tensor, switches: Int32Array, dx: Tensor, images: Images): void {
  const [, , height, width] = dx.shape
  for (let n = images.from; n < images.to; n++) {
    eachUnit(dy.shape, (c, _i, _j, unit) => {
      const index = n * imageSize(dy) + unit
      const plane = (n * dx.shape[1] + c) * height * width
      dx.data[plane + switches[index]] += dy.data[index]
    })
  }
}
