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
  window: Window,
  images: Images,
  fresh = false,
): void {
  const [, c, h, w] = dx.shape
  const [, , oh, ow] = dy.shape
  const first = images.from * c
  const planes = images.to * c - first
  const halves = isHalving(window) && h === 2 * oh && w === 2 * ow && ow % 4 === 0
  const [upstream, kept, target] = [machine.at(dy.data), machine.at(switches), machine.at(dx.data)]
  const [from, winners] = [upstream, kept].map((start) => start + bytes(first * oh * ow))
  const to = target + bytes(first * h * w)
  if (fresh && halves) {
    machine.run.writeToWinners(from, winners, oh, ow, to, planes)
    return
  }
  if (fresh) machine.f32.fill(0, to / 4, to / 4 + planes * h * w)
  machine.run.addToWinners(from, winners, oh * ow, to, h * w, planes)
}

const isHalving = ({ size, stride, padBefore }: Window): boolean =>
  [...size, ...stride].every((n) => n === 2) && padBefore.every((n) => n === 0)
