import type { Tensor } from '../../tensor'
import { clear, type Images, type Window, wins } from '../kernels'

/** Padding never wins; ties go to the first in row-major order. */
export function maxPoolForward(
  x: Tensor,
  y: Tensor,
  switches: Int32Array,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const halves = isHalving(window) && h >= 2 * oh && w >= 2 * ow
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    if (halves) halvePlane(xs, plane * h * w, w, out, switches, plane * oh * ow, oh, ow)
    else poolPlane(xs, plane * h * w, h, w, out, switches, plane * oh * ow, oh, ow, window)
  }
}

const isHalving = ({ size, stride, padBefore }: Window): boolean =>
  size[0] === 2 && size[1] === 2 && stride[0] === 2 && stride[1] === 2 && padBefore[0] + padBefore[1] === 0

function halvePlane(
  xs: Float32Array,
  from: number,
  w: number,
  out: Float32Array,
  switches: Int32Array,
  to: number,
  oh: number,
  ow: number,
): void {
  for (let y = 0; y < oh; y++) {
    for (let x = 0; x < ow; x++) {
      const corner = 2 * y * w + 2 * x
      let winner = corner
      let best = xs[from + corner]
      for (let k = 1; k < 4; k++) {
        const at = corner + (k & 1) + (k >> 1) * w
        const value = xs[from + at]
        if (wins(value, best)) {
          best = value
          winner = at
        }
      }
      out[to] = best
      switches[to++] = winner
    }
  }
}

function poolPlane(
  xs: Float32Array,
  from: number,
  h: number,
  w: number,
  out: Float32Array,
  switches: Int32Array,
  to: number,
  oh: number,
  ow: number,
  { size, stride, padBefore }: Window,
): void {
  for (let oy = 0; oy < oh; oy++) {
    const top = oy * stride[0] - padBefore[0]
    const endY = Math.min(top + size[0], h)
    for (let ox = 0; ox < ow; ox++) {
      const left = ox * stride[1] - padBefore[1]
      const endX = Math.min(left + size[1], w)
      let winner = -1
      let best = Number.NEGATIVE_INFINITY
      for (let y = Math.max(top, 0); y < endY; y++) {
        for (let x = Math.max(left, 0); x < endX; x++) {
          const value = xs[from + y * w + x]
          if (winner < 0 || wins(value, best)) {
            best = value
            winner = y * w + x
          }
        }
      }
      out[to] = best
      switches[to++] = winner
    }
  }
}

export function maxPoolBackward(
  dy: Tensor,
  switches: Int32Array,
  dx: Tensor,
  _window: Window,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
  const [, c, h, w] = dx.shape
  const pixels = dy.shape[2] * dy.shape[3]
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    const end = (plane + 1) * pixels
    for (let i = plane * pixels; i < end; i++) out[plane * h * w + switches[i]] += gradients[i]
  }
}
