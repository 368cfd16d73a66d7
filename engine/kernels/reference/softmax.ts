import type { Tensor } from '../../tensor'
import type { Images } from '../kernels'
import { imageSize } from './walk'

/** Calls `fibre(start)` for every place of the images; its channels lie `step` numbers apart from `start` on. */
function eachFibre(x: Tensor, { from, to }: Images, fibre: (start: number) => void): void {
  const [, , h, w] = x.shape
  for (let n = from; n < to; n++) {
    for (let place = 0; place < h * w; place++) fibre(n * imageSize(x) + place)
  }
}

/** yₖ = exp(xₖ)/Σ exp(xⱼ) over the channels of each place. */
export function softmaxForward(x: Tensor, y: Tensor, images: Images): void {
  const [, channels, h, w] = x.shape
  const [xs, ys, step] = [x.data, y.data, h * w]
  eachFibre(x, images, (start) => {
    const end = start + channels * step
    // Taking off the largest score changes no probability and keeps exp from overflowing.
    let largest = Number.NEGATIVE_INFINITY
    for (let i = start; i < end; i += step) largest = Math.max(largest, xs[i])
    let sum = 0
    for (let i = start; i < end; i += step) sum += Math.exp(xs[i] - largest)
    for (let i = start; i < end; i += step) ys[i] = Math.exp(xs[i] - largest) / sum
  })
}

/** dxₖ = yₖ·(dyₖ − Σ dyⱼ·yⱼ) */
export function softmaxBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void {
  const [, channels, h, w] = y.shape
  const [ys, gradients, out, step] = [y.data, dy.data, dx.data, h * w]
  eachFibre(y, images, (start) => {
    const end = start + channels * step
    let dot = 0
    for (let i = start; i < end; i += step) dot += gradients[i] * ys[i]
    for (let i = start; i < end; i += step) out[i] += ys[i] * (gradients[i] - dot)
  })
}
