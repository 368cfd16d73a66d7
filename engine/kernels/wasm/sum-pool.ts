import type { Sized, Tensor } from '../../tensor'
import { type Counted, type Images, overlap, type Window } from '../kernels'
import type { Machine } from './machine'
import { bytes, multipleOf4 } from './sheet'

/** In float32: a double is two of them. The row of sums (or of shares) from border to border, and the widths of the windows. */
export function sumPoolLengths(x: Sized, y: Sized, { size, stride, padBefore }: Window) {
  const [, , , width] = x.shape
  const [, , , outWidth] = y.shape
  const windows = multipleOf4(outWidth) * stride[1] + size[1]
  const columns = Math.max(windows, padBefore[1] + multipleOf4(width + 4) + size[1])
  return [2 * columns, 2 * multipleOf4(outWidth)]
}

export function avgPoolForward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  window: Window,
  counted: Counted,
  images: Images,
): void {
  forward(machine, x, y, window, counted, images)
}

export function avgPoolBackward(
  machine: Machine,
  dy: Tensor,
  dx: Tensor,
  window: Window,
  counted: Counted,
  images: Images,
): void {
  backward(machine, dx, dy, dy, dx, window, counted, images)
}

export function l2PoolForward(machine: Machine, x: Tensor, y: Tensor, window: Window, images: Images): void {
  forward(machine, x, y, window, null, images)
}

export function l2PoolBackward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  backward(machine, x, y, dy, dx, window, null, images)
}

function forward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  window: Window,
  counted: Counted | null,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, , oh, ow] = y.shape
  const first = images.from * c
  const [from, to] = [machine.at(x.data), machine.at(y.data)]
  machine.run.sumPool(
    from + bytes(first * h * w),
    h,
    w,
    to + bytes(first * oh * ow),
    oh,
    ow,
    images.to * c - first,
    ...window.size,
    ...window.stride,
    ...window.padBefore,
    ...layOut(machine, x, y, window, counted),
  )
}

function backward(
  machine: Machine,
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  window: Window,
  counted: Counted | null,
  images: Images,
): void {
  const [, c, h, w] = dx.shape
  const [, , oh, ow] = dy.shape
  const first = images.from * c
  const [from, out, gradient, to] = [x, y, dy, dx].map(({ data }) => machine.at(data))
  const [inputs, outputs] = [bytes(first * h * w), bytes(first * oh * ow)]
  machine.run.addToWindows(
    from + inputs,
    out + outputs,
    gradient + outputs,
    to + inputs,
    h,
    w,
    oh,
    ow,
    images.to * c - first,
    ...window.size,
    ...window.stride,
    ...window.padBefore,
    ...layOut(machine, dx, dy, window, counted),
  )
}

/** The last arguments of both loops: widths of the windows, counted rows, room for a row. */
function layOut(
  machine: Machine,
  x: Sized,
  y: Sized,
  window: Window,
  counted: Counted | null,
): [widths: number, firstRow: number, endRow: number, row: number, columns: number] {
  const lengths = sumPoolLengths(x, y, window)
  const [row, widths] = machine.lay(lengths)
  const columns = lengths[0] / 2
  if (counted === null) return [0, 0, 0, row, columns]
  const ow = y.shape[3]
  const table = new Float64Array(machine.f32.buffer, widths, multipleOf4(ow))
  for (let j = 0; j < ow; j++) {
    table[j] = overlap(j * window.stride[1] - window.padBefore[1], window.size[1], ...counted.columns)
  }
  return [widths, ...counted.rows, row, columns]
}
