import type { Numbers, Tensor } from '../../tensor'
import type { Images, Tanh } from '../kernels'
import { imageSize } from './walk'

/** y = outer·tanh(inner·x) */
export const tanhOf = ({ outer, inner }: Tanh, x: number): number => outer * Math.tanh(inner * x)

/** inner·outer·(1 − tanh²), and tanh is y/outer. */
export function tanhSlope({ outer, inner }: Tanh, y: number): number {
  const bent = y / outer
  return inner * outer * (1 - bent * bent)
}

/** 1/(1 + e^−x). Where e^−x overflows to ∞, 1/∞ is the 0 that is meant. */
export const sigmoidOf = (x: number): number => 1 / (1 + Math.exp(-x))

export const sigmoidSlope = (y: number): number => y * (1 - y)

export function tanhForward(x: Tensor, y: Tensor, tanh: Tanh, images: Images): void {
  eachNumber(x, y, images, (xs, ys, i) => {
    ys[i] = tanhOf(tanh, xs[i])
  })
}

export function tanhBackward(y: Tensor, dy: Tensor, dx: Tensor, tanh: Tanh, images: Images): void {
  const { data: gradients } = dy
  eachNumber(y, dx, images, (ys, dxs, i) => {
    dxs[i] += gradients[i] * tanhSlope(tanh, ys[i])
  })
}

export function sigmoidForward(x: Tensor, y: Tensor, images: Images): void {
  eachNumber(x, y, images, (xs, ys, i) => {
    ys[i] = sigmoidOf(xs[i])
  })
}

export function sigmoidBackward(y: Tensor, dy: Tensor, dx: Tensor, images: Images): void {
  const { data: gradients } = dy
  eachNumber(y, dx, images, (ys, dxs, i) => {
    dxs[i] += gradients[i] * sigmoidSlope(ys[i])
  })
}

/** y = x/(1 − rate) where it stays, 0 elsewhere, so that the sum stays the same on average. */
export function dropoutForward(x: Tensor, stays: Int32Array, y: Tensor, rate: number, images: Images): void {
  eachNumber(x, y, images, (xs, ys, i) => {
    ys[i] = stays[i] ? xs[i] / (1 - rate) : 0
  })
}

export function dropoutBackward(
  dy: Tensor,
  stays: Int32Array,
  dx: Tensor,
  rate: number,
  images: Images,
): void {
  eachNumber(dy, dx, images, (dys, dxs, i) => {
    if (stays[i]) dxs[i] += dys[i] / (1 - rate)
  })
}

function eachNumber(
  from: Tensor,
  to: Tensor,
  images: Images,
  number: (from: Numbers, to: Numbers, i: number) => void,
): void {
  const [sources, targets] = [from.data, to.data]
  const size = imageSize(from)
  for (let i = images.from * size; i < images.to * size; i++) number(sources, targets, i)
}
