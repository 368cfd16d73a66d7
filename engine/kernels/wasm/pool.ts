import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

export function maxPoolForward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  switches: Int32Array,
  { size, stride, padBefore }: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const first = images.from * c
  const [from, to, winners] = [machine.at(x.data), machine.at(y.data), machine.at(switches)]
  machine.run.maxPool(
    from + bytes(first * h * w),
    h,
    w,
    to + bytes(first * oh * ow),
    winners + bytes(first * oh * ow),
    oh,
    ow,
    images.to * c - first,
    ...size,
    ...stride,
    ...padBefore,
  )
}

export function maxPoolBackward(
  machine: Machine,
  dy: Tensor,
  switches: Int32Array,
  dx: Tensor,
  images: Images,
): void {
  const [, c, h, w] = dx.shape
  const pixels = dy.shape[2] * dy.shape[3]
  const first = images.from * c
  const [from, winners, to] = [machine.at(dy.data), machine.at(switches), machine.at(dx.data)]
  machine.run.addToWinners(
    from + bytes(first * pixels),
    winners + bytes(first * pixels),
    pixels,
    to + bytes(first * h * w),
    h * w,
    images.to * c - first,
  )
}
