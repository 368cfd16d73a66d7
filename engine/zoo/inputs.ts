/** The pictures of the two sets as a network sees them: (pixel/255 − mean) · scale, with the statistics of the training images. */
import type { InputSpec } from '../spec'

const CIFAR_MEAN = [0.4914, 0.4822, 0.4465]
const CIFAR_DEVIATION = [0.247, 0.2435, 0.2616]
const MNIST_MEAN = 0.1307
const MNIST_DEVIATION = 0.3081

export const cifarInput: InputSpec = {
  c: 3,
  h: 32,
  w: 32,
  mean: CIFAR_MEAN,
  scale: CIFAR_DEVIATION.map((deviation) => 1 / deviation),
}

/** A digit is 28 pixels wide; a network may see less of it (24, cropped) or more (32, in an empty border). */
export const mnistInput = (width: number): InputSpec => ({
  c: 1,
  h: width,
  w: width,
  mean: [MNIST_MEAN],
  scale: [1 / MNIST_DEVIATION],
})

/** A colour picture as it comes: for networks that have no trained weights here. */
export const colour = (width: number): InputSpec => ({ c: 3, h: width, w: width })
