import type { Window } from '../kernels/kernels'
import type { Tensor } from '../tensor'

/** A convolution as its definition is written, seven loops in one another, and nothing done for speed. `y` gets every number. */
export function loopsForward(
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
): void {
  const [images, channels, h, w] = x.shape
  const [filters, depth, fh, fw] = weights.shape
  const [, , oh, ow] = y.shape
  const { stride, padBefore, dilation, groups } = window
  const perGroup = filters / groups
  for (let n = 0; n < images; n++) {
    for (let f = 0; f < filters; f++) {
      const first = Math.floor(f / perGroup) * depth // channel of its group
      for (let i = 0; i < oh; i++) {
        for (let j = 0; j < ow; j++) {
          let sum = biases ? biases.data[f] : 0
          for (let c = 0; c < depth; c++) {
            for (let ky = 0; ky < fh; ky++) {
              const row = i * stride[0] + ky * dilation[0] - padBefore[0]
              for (let kx = 0; kx < fw; kx++) {
                const column = j * stride[1] + kx * dilation[1] - padBefore[1]
                if (row < 0 || row >= h || column < 0 || column >= w) continue
                const at = ((n * channels + first + c) * h + row) * w + column
                sum += weights.data[((f * depth + c) * fh + ky) * fw + kx] * x.data[at]
              }
            }
          }
          y.data[((n * filters + f) * oh + i) * ow + j] = sum
        }
      }
    }
  }
}
