import type { Tensor } from '../../tensor'
import { type Counted, clear, type Images, overlap, type Window, wins } from '../kernels'
import { eachUnit, imageSize } from './walk'

/** y = the largest number of the window; where it was is kept in `switches`. Padding never wins; ties go to the first. */
export function maxPoolForward(
  x: Tensor,
  y: Tensor,
  switches: Int32Array,
  window: Window,
  images: Images,
): void {
  eachWindow(x, y, images, (plane, i, j, unit) => {
    let winner = -1
    eachCell(x, window, i, j, (cell) => {
      if (winner < 0 || wins(x.data[plane + cell], x.data[plane + winner])) winner = cell
    })
    switches[unit] = winner
    y.data[unit] = x.data[plane + winner]
  })
}

/** dx: the gradient goes to the winner alone. A pixel may win in several windows and receives the sum. */
export function maxPoolBackward(
  dy: Tensor,
  switches: Int32Array,
  dx: Tensor,
  _window: Window,
  images: Images,
  fresh = false,
): void {
  if (fresh) clear(dx, images)
  eachWindow(dx, dy, images, (plane, _i, _j, unit) => {
    dx.data[plane + switches[unit]] += dy.data[unit]
  })
}

/** y = Σ x / divisor. Padding adds nothing to the sum; whether it counts in the divisor, `counted` says. */
export function avgPoolForward(x: Tensor, y: Tensor, window: Window, counted: Counted, images: Images): void {
  eachWindow(x, y, images, (plane, i, j, unit) => {
    let sum = 0
    eachCell(x, window, i, j, (cell) => {
      sum += x.data[plane + cell]
    })
    y.data[unit] = sum / divisorAt(window, counted, i, j)
  })
}

/** dx: each number of the window receives the same share, dy / divisor. */
export function avgPoolBackward(
  dy: Tensor,
  dx: Tensor,
  window: Window,
  counted: Counted,
  images: Images,
): void {
  eachWindow(dx, dy, images, (plane, i, j, unit) => {
    const share = dy.data[unit] / divisorAt(window, counted, i, j)
    eachCell(dx, window, i, j, (cell) => {
      dx.data[plane + cell] += share
    })
  })
}

/** Cells of the window at (i, j) that are counted. */
export function divisorAt(
  { size, stride, padBefore }: Window,
  { rows, columns }: Counted,
  i: number,
  j: number,
): number {
  const height = overlap(i * stride[0] - padBefore[0], size[0], ...rows)
  const width = overlap(j * stride[1] - padBefore[1], size[1], ...columns)
  return height * width
}

/** y = √Σ x² */
export function l2PoolForward(x: Tensor, y: Tensor, window: Window, images: Images): void {
  eachWindow(x, y, images, (plane, i, j, unit) => {
    let squares = 0
    eachCell(x, window, i, j, (cell) => {
      squares += x.data[plane + cell] ** 2
    })
    y.data[unit] = Math.sqrt(squares)
  })
}

/** dx = dy · x / y. Where y = 0 there is no slope, and the gradient is 0. */
export function l2PoolBackward(
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  eachWindow(x, y, images, (plane, i, j, unit) => {
    if (y.data[unit] === 0) return
    eachCell(x, window, i, j, (cell) => {
      dx.data[plane + cell] += dy.data[unit] * (x.data[plane + cell] / y.data[unit])
    })
  })
}

/** Calls `pool(plane, i, j, unit)` for every unit: where its channel begins in x, its row and column, its index in y. */
function eachWindow(
  x: Tensor,
  y: Tensor,
  images: Images,
  pool: (plane: number, i: number, j: number, unit: number) => void,
): void {
  const [, channels, height, width] = x.shape
  for (let n = images.from; n < images.to; n++) {
    eachUnit(y.shape, (c, i, j, unit) => {
      pool((n * channels + c) * height * width, i, j, n * imageSize(y) + unit)
    })
  }
}

/** Calls `cell(index)` for every cell of the window at (i, j) that lies on the picture, an index into its plane. */
function eachCell(
  { shape: [, , height, width] }: Tensor,
  { size, stride, padBefore }: Window,
  i: number,
  j: number,
  cell: (index: number) => void,
): void {
  for (let f_i = 0; f_i < size[0]; f_i++) {
    const x_i = i * stride[0] - padBefore[0] + f_i
    if (x_i < 0 || x_i >= height) continue
    for (let f_j = 0; f_j < size[1]; f_j++) {
      const x_j = j * stride[1] - padBefore[1] + f_j
      if (x_j >= 0 && x_j < width) cell(x_i * width + x_j)
    }
  }
}
