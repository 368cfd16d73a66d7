import type { Tensor } from '../../tensor'
import { clear, type Images } from '../kernels'

/** y = W·x + b: every unit reads the whole input. */
export function fcForward(
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  images: Images,
): void {
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
export function fcBackwardInput(
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
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
export function fcBackwardParams(
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
