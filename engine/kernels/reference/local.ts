import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { addTo, eachTap, eachUnit, imageSize } from './walk'

/** y = Σ x·w + b over the window, as in a convolution; but each place (i, j) has weights and biases of its own. */
export function localForward(
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
      let sum = biases ? biases.data[unit] : 0
      eachOwnTap(x.shape, weights.shape, window, k, i, j, (cell, weight) => {
        sum += x.data[xStart + cell] * weights.data[weight]
      })
      y.data[yStart + unit] = sum
    })
  }
}

/** dx: each input number receives, from every window it lay in, dy × the weight it met there. */
export function localBackwardInput(
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const sums = new Float64Array(imageSize(dx))
  for (let n = images.from; n < images.to; n++) {
    sums.fill(0)
    const dyStart = n * imageSize(dy)
    eachUnit(dy.shape, (k, i, j, unit) => {
      const gradient = dy.data[dyStart + unit]
      eachOwnTap(dx.shape, weights.shape, window, k, i, j, (cell, weight) => {
        sums[cell] += gradient * weights.data[weight]
      })
    })
    addTo(dx, n * sums.length, sums)
  }
}

/** dw: a weight is used at one place only, so it receives one product of each image; db = dy. */
export function localBackwardParams(
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  for (let n = images.from; n < images.to; n++) {
    const xStart = n * imageSize(x)
    const dyStart = n * imageSize(dy)
    eachUnit(dy.shape, (k, i, j, unit) => {
      const gradient = dy.data[dyStart + unit]
      if (dBiases) dBiases.data[unit] += gradient
      eachOwnTap(x.shape, dWeights.shape, window, k, i, j, (cell, weight) => {
        dWeights.data[weight] += gradient * x.data[xStart + cell]
      })
    })
  }
}

/** `eachTap` with the filters of place (i, j). Weights: `[oh][ow][K][C/G][fh][fw]`. */
function eachOwnTap(
  input: readonly number[],
  [, columns, ...filters]: readonly number[],
  window: Window,
  k: number,
  i: number,
  j: number,
  tap: (x: number, weight: number) => void,
): void {
  const [filterCount, perGroup, fh, fw] = filters
  const start = (i * columns + j) * filterCount * perGroup * fh * fw
  eachTap(input, filters, window, k, i, j, (cell, weight) => tap(cell, start + weight))
}
