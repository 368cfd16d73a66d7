import type { Tensor } from '../../tensor'
import type { Images, Tanh } from '../kernels'
import type { Machine } from './machine'
import { rangeOf } from './pointwise'

export function tanhForward(
  { run, at }: Machine,
  x: Tensor,
  y: Tensor,
  { outer, inner }: Tanh,
  images: Images,
): void {
  const { start, count } = rangeOf(x, images)
  run.bend(at(x.data) + start, at(y.data) + start, count, outer, inner)
}

export function tanhBackward(
  { run, at }: Machine,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  { outer, inner }: Tanh,
  images: Images,
): void {
  const { start, count } = rangeOf(y, images)
  run.addBent(at(y.data) + start, at(dy.data) + start, at(dx.data) + start, count, outer, inner)
}

export function sigmoidForward({ run, at }: Machine, x: Tensor, y: Tensor, images: Images): void {
  const { start, count } = rangeOf(x, images)
  run.squash(at(x.data) + start, at(y.data) + start, count)
}

export function sigmoidBackward(
  { run, at }: Machine,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  images: Images,
): void {
  const { start, count } = rangeOf(y, images)
  run.addSquashed(at(y.data) + start, at(dy.data) + start, at(dx.data) + start, count)
}

export function dropoutForward(
  { run, at }: Machine,
  x: Tensor,
  stays: Int32Array,
  y: Tensor,
  rate: number,
  images: Images,
): void {
  const { start, count } = rangeOf(x, images)
  run.drop(at(x.data) + start, at(stays) + start, at(y.data) + start, count, 1 - rate)
}

export function dropoutBackward(
  { run, at }: Machine,
  dy: Tensor,
  stays: Int32Array,
  dx: Tensor,
  rate: number,
  images: Images,
): void {
  const { start, count } = rangeOf(dy, images)
  run.addDropped(at(dy.data) + start, at(stays) + start, at(dx.data) + start, count, 1 - rate)
}

export function softmaxForward({ run, at }: Machine, x: Tensor, y: Tensor, images: Images): void {
  const [, channels, h, w] = x.shape
  const { start } = rangeOf(x, images)
  run.softmax(at(x.data) + start, at(y.data) + start, channels, h * w, images.to - images.from)
}

export function softmaxBackward(
  { run, at }: Machine,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  images: Images,
): void {
  const [, channels, h, w] = y.shape
  const { start } = rangeOf(y, images)
  const [from, gradient, to] = [at(y.data) + start, at(dy.data) + start, at(dx.data) + start]
  run.addSoftmax(from, gradient, to, channels, h * w, images.to - images.from)
}
