import type { Numbers, Tensor } from '../../tensor'
import type { Images, Neighbours } from '../kernels'
import { eachUnit, imageSize } from './walk'

/** Channels c − ⌊n/2⌋ … c + ⌊(n − 1)/2⌋ that exist: beyond the first and the last there is nothing. */
function eachNeighbour(channels: number, c: number, size: number, neighbour: (c: number) => void): void {
  const first = Math.max(0, c - Math.floor(size / 2))
  const last = Math.min(channels - 1, c + Math.floor((size - 1) / 2))
  for (let j = first; j <= last; j++) neighbour(j)
}

/** y = x / base^β with base = k + α/n · Σ x² over the neighbouring channels of the same place; the bases are kept. */
export function lrnForward(x: Tensor, y: Tensor, bases: Numbers, lrn: Neighbours, images: Images): void {
  const [, channels, h, w] = x.shape
  const { size, alpha, beta, k } = lrn
  for (let n = images.from; n < images.to; n++) {
    const image = n * imageSize(x)
    eachUnit(x.shape, (c, i, j, unit) => {
      let squares = 0
      eachNeighbour(channels, c, size, (neighbour) => {
        squares += x.data[image + (neighbour * h + i) * w + j] ** 2
      })
      const base = k + (alpha / size) * squares
      bases[image + unit] = base
      y.data[image + unit] = x.data[image + unit] / base ** beta
    })
  }
}

/**
 * dx_j = dy_j / base_j^β − 2·(α/n)·β · x_j · Σ dy_i·y_i / base_i, over the units i that have j among their neighbours: the
 * window of the way back is the mirror image of the window of the way there.
 */
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
  for (let n = images.from; n < images.to; n++) {
    const image = n * imageSize(x)
    const push = (unit: number, amount: number): void => {
      dx.data[image + unit] += amount
    }
    eachUnit(x.shape, (c, i, j, unit) => {
      const at = image + unit
      push(unit, dy.data[at] / bases[at] ** beta)
      const pull = (-2 * (alpha / size) * beta * dy.data[at] * y.data[at]) / bases[at]
      eachNeighbour(channels, c, size, (neighbour) => {
        const there = (neighbour * h + i) * w + j
        push(there, pull * x.data[image + there])
      })
    })
  }
}
