/**
 * The layers' arithmetic as the lesson writes it: loops to be read. Every other kernel set is checked against these.
 *
 * y_i, y_j: row and column of the output; f_i, f_j: row and column of the filter (its taps); x_i, x_j: of the input.
 * Sums are kept in doubles, whatever the tensors hold. Backward loops ADD to the gradients they are given.
 */
import type { Tensor } from '../tensor'
import { type Images, type Kernels, type Window, wins } from './kernels'

export const reference: Kernels = {
  name: 'reference',
  convForward,
  convBackwardInput,
  convBackwardParams,
  fcForward,
  fcBackwardInput,
  fcBackwardParams,
  maxPoolForward,
  maxPoolBackward,
  reluForward,
  reluBackward,
}

/**
 * Calls `tap(x, weight)` for every tap of filter k at (i, j) that lies on the picture: `x` and `weight` are indices into
 * one image of the input and into the filters. Taps in the padding read zero, so they are left out.
 */
function eachTap(
  [, channels, height, width]: readonly number[],
  [filters, channelsPerGroup, fh, fw]: readonly number[],
  { stride, padBefore, dilation, groups }: Window,
  k: number,
  i: number,
  j: number,
  tap: (x: number, weight: number) => void,
): void {
  const group = Math.floor(k / (filters / groups))
  for (let c = 0; c < channels / groups; c++) {
    for (let f_i = 0; f_i < fh; f_i++) {
      const x_i = i * stride[0] - padBefore[0] + f_i * dilation[0]
      if (x_i < 0 || x_i >= height) continue
      for (let f_j = 0; f_j < fw; f_j++) {
        const x_j = j * stride[1] - padBefore[1] + f_j * dilation[1]
        if (x_j < 0 || x_j >= width) continue
        const channel = group * channelsPerGroup + c
        tap((channel * height + x_i) * width + x_j, ((k * channelsPerGroup + c) * fh + f_i) * fw + f_j)
      }
    }
  }
}

/** Calls `unit(k, i, j, y)` for every unit of an output volume; `y` is its index within one image. */
function eachUnit(
  [, filters, height, width]: readonly number[],
  unit: (k: number, i: number, j: number, y: number) => void,
): void {
  let y = 0
  for (let k = 0; k < filters; k++) {
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) unit(k, i, j, y++)
    }
  }
}

/** Numbers of one image. */
const imageSize = ({ shape }: Tensor): number => shape[1] * shape[2] * shape[3]

/** y = Σ x·w + b over the window. (The lesson's "convolution": the filter is not flipped.) */
function convForward(
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
function convBackwardInput(dy: Tensor, weights: Tensor, dx: Tensor, window: Window, images: Images): void {
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
function convBackwardParams(
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

function addTo(tensor: Tensor, start: number, sums: Float64Array): void {
  for (let i = 0; i < sums.length; i++) tensor.data[start + i] += sums[i]
}

/** y = W·x + b: every unit reads the whole input. */
function fcForward(x: Tensor, weights: Tensor, biases: Tensor | null, y: Tensor, images: Images): void {
  const [units, inputs] = weights.shape
  for (let n = images.from; n < images.to; n++) {
    for (let u = 0; u < units; u++) {
      let sum = biases ? biases.data[u] : 0
      for (let i = 0; i < inputs; i++) sum += x.data[n * inputs + i] * weights.data[u * inputs + i]
      y.data[n * units + u] = sum
    }
  }
}

/** dx = Wᵀ·dy */
function fcBackwardInput(dy: Tensor, weights: Tensor, dx: Tensor, images: Images): void {
  const [units, inputs] = weights.shape
  for (let n = images.from; n < images.to; n++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0
      for (let u = 0; u < units; u++) sum += dy.data[n * units + u] * weights.data[u * inputs + i]
      dx.data[n * inputs + i] += sum
    }
  }
}

/** dW = dy·xᵀ, db = dy, summed over the images. */
function fcBackwardParams(
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  images: Images,
): void {
  const [units, inputs] = dWeights.shape
  for (let u = 0; u < units; u++) {
    let biasSum = 0
    for (let n = images.from; n < images.to; n++) biasSum += dy.data[n * units + u]
    if (dBiases) dBiases.data[u] += biasSum
    for (let i = 0; i < inputs; i++) {
      let sum = 0
      for (let n = images.from; n < images.to; n++) sum += dy.data[n * units + u] * x.data[n * inputs + i]
      dWeights.data[u * inputs + i] += sum
    }
  }
}

/** y = the largest number of the window; where it was is kept in `switches`. Padding never wins; ties go to the first. */
function maxPoolForward(x: Tensor, y: Tensor, switches: Int32Array, window: Window, images: Images): void {
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
function maxPoolBackward(dy: Tensor, switches: Int32Array, dx: Tensor, images: Images): void {
  const [, , height, width] = dx.shape
  for (let n = images.from; n < images.to; n++) {
    eachUnit(dy.shape, (c, _i, _j, unit) => {
      const index = n * imageSize(dy) + unit
      const plane = (n * dx.shape[1] + c) * height * width
      dx.data[plane + switches[index]] += dy.data[index]
    })
  }
}

/** y = max(0, x) */
function reluForward(x: Tensor, y: Tensor, images: Images): void {
  const size = imageSize(x)
  for (let i = images.from * size; i < images.to * size; i++) y.data[i] = Math.max(0, x.data[i])
}

/** dx: the gradient passes where y > 0 and stops where y = 0. */
function reluBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void {
  const size = imageSize(y)
  for (let i = images.from * size; i < images.to * size; i++) {
    if (y.data[i] > 0) dx.data[i] += dy.data[i]
  }
}
