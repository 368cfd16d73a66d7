import type { Numbers, Sized, Tensor } from '../../tensor'
import type { Images } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

const perImage = ({ shape }: Sized): number => shape[1] * shape[2] * shape[3]

/** How far the first image is, and how many numbers there are. */
export function rangeOf(x: Sized, { from, to }: Images) {
  const size = perImage(x)
  return { start: bytes(from * size), count: (to - from) * size }
}

export function reluForward(machine: Machine, x: Tensor, y: Tensor, images: Images): void {
  leakyReluForward(machine, x, y, 0, images)
}

export function reluBackward(
  machine: Machine,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  images: Images,
  fresh = false,
): void {
  leakyReluBackward(machine, y, dy, dx, 0, images, fresh)
}

export function leakyReluForward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  slope: number,
  images: Images,
): void {
  const { start, count } = rangeOf(x, images)
  const [from, to] = [machine.at(x.data), machine.at(y.data)]
  machine.run.rectify(from + start, to + start, count, slope)
}

export function leakyReluBackward(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dx: Tensor,
  slope: number,
  images: Images,
  fresh = false,
): void {
  const { start, count } = rangeOf(x, images)
  const [sign, from, to] = [machine.at(x.data), machine.at(dy.data), machine.at(dx.data)]
  machine.run.addRectified(sign + start, from + start, to + start, count, slope, fresh)
}

export function accumulate(
  machine: Machine,
  from: Numbers,
  fromStart: number,
  to: Numbers,
  toStart: number,
  count: number,
): void {
  const [source, target] = [machine.at(from), machine.at(to)]
  machine.run.accumulate(source + bytes(fromStart), target + bytes(toStart), count)
}
