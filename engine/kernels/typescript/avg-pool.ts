import type { Tensor } from '../../tensor'
import { type Counted, type Images, overlap, type Window } from '../kernels'

export function avgPoolForward(x: Tensor, y: Tensor, window: Window, counted: Counted, images: Images): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const [fh, fw] = window.size
  const [sh, sw] = window.stride
  const [ph, pw] = window.padBefore
  const [firstRow, endRow] = counted.rows
  const [firstColumn, endColumn] = counted.columns
  const xs = x.data as Float32Array
  const out = y.data as Float32Array
  let unit = images.from * c * oh * ow
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    const from = plane * h * w
    for (let oy = 0; oy < oh; oy++) {
      const top = oy * sh - ph
      const height = overlap(top, fh, firstRow, endRow)
      const [startY, endY] = [Math.max(top, 0), Math.min(top + fh, h)]
      for (let ox = 0; ox < ow; ox++) {
        const left = ox * sw - pw
        const [startX, endX] = [Math.max(left, 0), Math.min(left + fw, w)]
        let sum = 0
        for (let row = startY; row < endY; row++) {
          const end = from + row * w + endX
          for (let i = from + row * w + startX; i < end; i++) sum += xs[i]
        }
        const width =
          left >= firstColumn && left + fw <= endColumn ? fw : overlap(left, fw, firstColumn, endColumn)
        out[unit++] = sum / (height * width)
      }
    }
  }
}

export function avgPoolBackward(
  dy: Tensor,
  dx: Tensor,
  window: Window,
  counted: Counted,
  images: Images,
): void {
  const [, c, h, w] = dx.shape
  const [, , oh, ow] = dy.shape
  const [fh, fw] = window.size
  const [sh, sw] = window.stride
  const [ph, pw] = window.padBefore
  const [firstRow, endRow] = counted.rows
  const [firstColumn, endColumn] = counted.columns
  const gradients = dy.data as Float32Array
  const out = dx.data as Float32Array
  let unit = images.from * c * oh * ow
  for (let plane = images.from * c; plane < images.to * c; plane++) {
    const from = plane * h * w
    for (let oy = 0; oy < oh; oy++) {
      const top = oy * sh - ph
      const height = overlap(top, fh, firstRow, endRow)
      const [startY, endY] = [Math.max(top, 0), Math.min(top + fh, h)]
      for (let ox = 0; ox < ow; ox++) {
        const left = ox * sw - pw
        const [startX, endX] = [Math.max(left, 0), Math.min(left + fw, w)]
        const width =
          left >= firstColumn && left + fw <= endColumn ? fw : overlap(left, fw, firstColumn, endColumn)
        const share = gradients[unit++] / (height * width)
        for (let row = startY; row < endY; row++) {
          const end = from + row * w + endX
          for (let i = from + row * w + startX; i < end; i++) out[i] += share
        }
      }
    }
  }
}
