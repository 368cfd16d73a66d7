import type { Numbers, Tensor } from '../../tensor'
import type { Images, Neighbours } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

/** Places that the loops take at once. */
const STRIP = 64

/** What backward lays out, in numbers. */
export const pullsLength = (channels: number): number => channels * STRIP

const imageOf = ({ shape: [, channels, h, w] }: Tensor) => ({ channels, places: h * w })

export function lrnForward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  bases: Numbers,
  { size, alpha, beta, k }: Neighbours,
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
    beta,
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
  const [xs, ys, kept, gradients, out] = [x.data, y.data, bases, dy.data, dx.data].map(
    (numbers) => machine.at(numbers) + start,
  )
  const [pulls] = machine.lay([pullsLength(channels)])
  machine.run.addLrn(
    xs,
    ys,
    kept,
    gradients,
    out,
    channels,
    places,
    to - from,
    Math.floor((size - 1) / 2),
    Math.floor(size / 2),
    (2 * alpha * beta) / size,
    beta,
    pulls,
  )
}
