import type { Numbers, Tensor } from '../../tensor'
import type { Images, Neighbours } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

const imageOf = ({ shape: [, channels, h, w] }: Tensor) => ({ channels, places: h * w })

export function lrnForward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  bases: Numbers,
  { size, alpha, k }: Neighbours,
  { from, to }: Images,
): void {
  const { channels, places } = imageOf(x)
  const start = bytes(from * channels * places)
  machine.run.lrn(
    machine.at(x.data) + start,
    machine.at(y.data) + start,
    machine.at(bases) + start,
    channels,
    places,
    to - from,
    Math.floor(size / 2),
    Math.floor((size - 1) / 2),
    alpha / size,
    k,
  )
}

/** The neighbours that read a channel lie in the mirror image of its own window. */
export function lrnBackward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  bases: Numbers,
  dy: Tensor,
  dx: Tensor,
  { size, alpha, beta }: Neighbours,
  { from, to }: Images,
): void {
  const { channels, places } = imageOf(x)
  const start = bytes(from * channels * places)
  machine.run.addLrn(
    machine.at(x.data) + start,
    machine.at(y.data) + start,
    machine.at(bases) + start,
    machine.at(dy.data) + start,
    machine.at(dx.data) + start,
    channels,
    places,
    to - from,
    Math.floor((size - 1) / 2),
    Math.floor(size / 2),
    (2 * alpha * beta) / size,
  )
}
