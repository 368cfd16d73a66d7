import type { Tensor } from '../../tensor'
import type { Window } from '../kernels'

/**
 * Calls `tap(x, weight)` for every tap of filter k at (i, j) that lies on the picture: `x` and `weight` are indices into
 * one image of the input and into the filters. Taps in the padding read zero, so they are left out.
 */
export function eachTap(
  [, channels, height, width]: readonly number[],
  [filters, channelsPerGroup, fh, fw]: readonly number[],
  { stride, padBefore, dilation, groups }: Window,
  k: number,
  i: number,
  j: number,
  tap: (x: number, weight: number) => void,
): void {
  const group = Math.floor(k / (filters / groups))
  for (let c = 0; c < channels / groups; c++) {
    for (let f_i = 0; f_i < fh; f_i++) {
      const x_i = i * stride[0] - padBefore[0] + f_i * dilation[0]
      if (x_i < 0 || x_i >= height) continue
      for (let f_j = 0; f_j < fw; f_j++) {
        const x_j = j * stride[1] - padBefore[1] + f_j * dilation[1]
        if (x_j < 0 || x_j >= width) continue
        const channel = group * channelsPerGroup + c
        tap((channel * height + x_i) * width + x_j, ((k * channelsPerGroup + c) * fh + f_i) * fw + f_j)
      }
    }
  }
}

/** Calls `unit(k, i, j, y)` for every unit of an output volume; `y` is its index within one image. */
export function eachUnit(
  [, filters, height, width]: readonly number[],
  unit: (k: number, i: number, j: number, y: number) => void,
): void {
  let y = 0
  for (let k = 0; k < filters; k++) {
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) unit(k, i, j, y++)
    }
  }
}

/** Numbers of one image. */
export const imageSize = ({ shape }: Tensor): number => shape[1] * shape[2] * shape[3]

/** Adds sums that were kept in doubles, from index `start` on. */
export function addTo(tensor: Tensor, start: number, sums: Float64Array): void {
  for (let i = 0; i < sums.length; i++) tensor.data[start + i] += sums[i]
}
