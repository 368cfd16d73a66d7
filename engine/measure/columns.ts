import type { Window } from '../kernels/kernels'
import type { Tensor } from '../tensor'

/**
 * im2col in float32, made to be fast (`layers/alone/im2col.ts` is the one to be read): x `[n][c][h][w]` → `[n][c·fh·fw][oh][ow]`. Every
 * number is written, so that the array can be used again.
 */
export function writeColumns(x: Tensor, columns: Tensor, window: Window): void {
  const [images, c] = x.shape
  const [fh, fw] = window.size
  for (let n = 0; n < images; n++) {
    for (let channel = 0; channel < c; channel++) {
      for (let ky = 0; ky < fh; ky++) {
        for (let kx = 0; kx < fw; kx++) {
          const row = (n * c + channel) * fh * fw + ky * fw + kx
          writeRow(x, n * c + channel, ky, kx, columns, row, window)
        }
      }
    }
  }
}

/** What one tap of the filter meets at all places of the window. */
function writeRow(
  x: Tensor,
  plane: number,
  ky: number,
  kx: number,
  columns: Tensor,
  row: number,
  { stride, padBefore, dilation }: Window,
): void {
  const [, , h, w] = x.shape
  const [, , oh, ow] = columns.shape
  const [from, to] = [x.data, columns.data]
  for (let i = 0; i < oh; i++) {
    const y = i * stride[0] + ky * dilation[0] - padBefore[0]
    const target = (row * oh + i) * ow
    if (y < 0 || y >= h) {
      to.fill(0, target, target + ow)
      continue
    }
    const source = (plane * h + y) * w
    let column = kx * dilation[1] - padBefore[1]
    for (let j = 0; j < ow; j++, column += stride[1])
      to[target + j] = column >= 0 && column < w ? from[source + column] : 0
  }
}
