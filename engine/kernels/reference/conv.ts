import type { Tensor } from '../../tensor'
import { clear, type Images, type Window } from '../kernels'
import { addTo, eachTap, eachUnit, imageSize } from './walk'

/** y = Σ x·w + b over the window. (The lesson's "convolution": the filter is not flipped.) */
export function convForward(
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  for (let n = images.from; n < images.to; n++) {
    const xStart = n * imageSize(x)
    const yStart = n * imageSize(y)
    eachUnit(y.shape, (k, i, j, unit) => {
      let sum = biases ? biases.data[k] : 0
      eachTap(x.shape, weights.shape, window, k, i, j, (cell, weight) => {
        sum += x.data[xStart + cell] * weights.data[weight]
      })
      y.data[yStart + unit] = sum
    })
  }
}

/** dx: each input number receives, from every window it lay in, dy × the weight it met there. */
export function convBackwardInput(
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
  const sums = new Float64Array(imageSize(dx))
  for (let n = images.from; n < images.to; n++) {
    sums.fill(0)
    const dyStart = n * imageSize(dy)
    eachUnit(dy.shape, (k, i, j, unit) => {
      const gradient = dy.data[dyStart + unit]
      eachTap(dx.shape, weights.shape, window, k, i, j, (cell, weight) => {
        sums[cell] += gradient * weights.data[weight]
      })
    })
    addTo(dx, n * sums.length, sums)
  }
}

/** dw: each weight receives, from every place it was used at, dy × the number it met there; db = Σ dy. */
export function convBackwardParams(
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  const sums = new Float64Array(dWeights.data.length)
  const biasSums = new Float64Array(dy.shape[1])
  for (let n = images.from; n < images.to; n++) {
    const xStart = n * imageSize(x)
    const dyStart = n * imageSize(dy)
    eachUnit(dy.shape, (k, i, j, unit) => {
      const gradient = dy.data[dyStart + unit]
      biasSums[k] += gradient
      eachTap(x.shape, dWeights.shape, window, k, i, j, (cell, weight) => {
        sums[weight] += gradient * x.data[xStart + cell]
      })
    })
  }
  addTo(dWeights, 0, sums)
  if (dBiases) addTo(dBiases, 0, biasSums)
}
