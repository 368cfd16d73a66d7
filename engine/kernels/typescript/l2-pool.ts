import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'

export function l2PoolForward(x: Tensor, y: Tensor, window: Window, images: Images): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const [fh, fw] = window.size
  const [sh, sw] = window.stride
  const [ph, pw] = window.padBefore
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  let unit = images.from * c * oh * ow
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    const from = plane * h * w
    for (let oy = 0; oy < oh; oy++) {
      const top = oy * sh - ph
      const [startY, endY] = [Math.max(top, 0), Math.min(top + fh, h)]
      for (let ox = 0; ox < ow; ox++) {
        const left = ox * sw - pw
        const [startX, endX] = [Math.max(left, 0), Math.min(left + fw, w)]
        let squares = 0
        for (let row = startY; row < endY; row++) {
          const end = from + row * w + endX
          for (let i = from + row * w + startX; i < end; i++) squares += xs[i] * xs[i]
        }
        out[unit++] = Math.sqrt(squares)
      }
    }
  }
}

export function l2PoolBackward(
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const [fh, fw] = window.size
  const [sh, sw] = window.stride
  const [ph, pw] = window.padBefore
  const xs = x.data as Float32Array
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  let unit = images.from * c * oh * ow
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    const from = plane * h * w
    for (let oy = 0; oy < oh; oy++) {
      const top = oy * sh - ph
      const [startY, endY] = [Math.max(top, 0), Math.min(top + fh, h)]
      for (let ox = 0; ox < ow; ox++) {
        const left = ox * sw - pw
        const [startX, endX] = [Math.max(left, 0), Math.min(left + fw, w)]
        const [length, gradient] = [y.data[unit], gradients[unit]]
        unit++
        if (length === 0) continue
        for (let row = startY; row < endY; row++) {
          const end = from + row * w + endX
          for (let i = from + row * w + startX; i < end; i++) out[i] += gradient * (xs[i] / length)
        }
      }
    }
  }
}
