import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import type { Machine } from './machine'
import { packRows } from './pack'
import { address, cellOf, fillSheet, multipleOf4, type Sheet, sheetLength } from './sheet'

/** The part of the padded input that the windows read, with rows of windows made up to a multiple of four. */
function inputSheet(x: Sized, y: Sized, { size, stride, padBefore, dilation, groups }: Window): Sheet {
  const beyond = (axis: 0 | 1): number => Math.floor(((size[axis] - 1) * dilation[axis]) / stride[axis])
  return {
    channels: x.shape[1] / groups,
    top: padBefore[0],
    left: padBefore[1],
    stride,
    rows: y.shape[2] + beyond(0),
    pitch: multipleOf4(y.shape[3]) + beyond(1),
  }
}

/** What a call for one group asks of the memory, in numbers: see `convForward` and `convBackwardParams`. */
function setUp(x: Sized, y: Sized, window: Window) {
  const [, filters, rows, columns] = y.shape
  const sheet = inputSheet(x, y, window)
  const taps = sheet.channels * window.size[0] * window.size[1]
  const perGroup = filters / window.groups
  const [width, made] = [multipleOf4(columns), multipleOf4(perGroup)]
  const [source, image] = [sheetLength(sheet), made * rows * width]
  const forward = [source, taps, made * taps, made, image]
  const backwardParams = [source, taps, image, made * taps]
  return { sheet, taps, perGroup, width, made, forward, backwardParams }
}

/** Lengths that the calls lay out, for the account of memory. */
export function convLengths(x: Sized, y: Sized, window: Window) {
  const { forward, backwardParams } = setUp(x, y, window)
  return { forward, backwardParams }
}

/** For each tap `[c][fh][fw]`, how many bytes after a window's first cell it reads. */
function writeTaps(table: Int32Array, at: number, sheet: Sheet, { size, dilation }: Window): void {
  let i = at
  for (let c = 0; c < sheet.channels; c++) {
    for (let ky = 0; ky < size[0]; ky++) {
      for (let kx = 0; kx < size[1]; kx++) {
        table[i++] = address(cellOf(sheet, c, ky * dilation[0], kx * dilation[1]))
      }
    }
  }
}

export function convForward(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, rows, columns] = y.shape
  const { sheet, taps, perGroup, width, made, forward } = setUp(x, y, window)
  const [source, table, packed, bias, out] = machine.lay(forward)
  const { run, f32, i32 } = machine
  writeTaps(i32, table, sheet, window)
  for (let group = 0; group < window.groups; group++) {
    packRows(f32, packed, weights.data as Float32Array, group * perGroup * taps, perGroup, taps, taps)
    for (let f = 0; f < made; f++)
      f32[bias + f] = f < perGroup && biases ? biases.data[group * perGroup + f] : 0
    for (let n = images.from; n < images.to; n++) {
      const picture = (n * c + group * sheet.channels) * h * w
      fillSheet(f32, source, sheet, x.data as Float32Array, picture, h, w)
      run.gather(
        address(source),
        address(sheet.pitch),
        address(table),
        taps,
        address(packed),
        address(bias),
        perGroup,
        address(out),
        rows,
        width,
      )
      const to = (n * filters + group * perGroup) * rows * columns
      copyOut(f32, out, width, y.data as Float32Array, to, perGroup * rows, columns)
    }
  }
}

/** Rows of `width` numbers → rows of `columns`. */
function copyOut(
  from: Float32Array,
  fromAt: number,
  width: number,
  to: Float32Array,
  toAt: number,
  rows: number,
  columns: number,
): void {
  if (width === columns) {
    to.set(from.subarray(fromAt, fromAt + rows * width), toAt)
    return
  }
  for (let row = 0; row < rows; row++) {
    const [source, target] = [fromAt + row * width, toAt + row * columns]
    for (let x = 0; x < columns; x++) to[target + x] = from[source + x]
  }
}

/** dW[f][tap] += Σ dY[f][pixel] · x[pixel + tap], image by image: the sum does not depend on how a batch is cut. */
export function convBackwardParams(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, rows, columns] = dy.shape
  const { sheet, taps, perGroup, width, made, backwardParams } = setUp(x, dy, window)
  const [source, table, upstream, out] = machine.lay(backwardParams)
  const { run, f32, i32 } = machine
  const sums = dWeights.data as Float32Array
  writeTaps(i32, table, sheet, window)
  f32.fill(0, upstream, upstream + made * rows * width)
  for (let group = 0; group < window.groups; group++) {
    const first = group * perGroup * taps
    f32.fill(0, out, out + made * taps)
    f32.set(sums.subarray(first, first + perGroup * taps), out)
    for (let n = images.from; n < images.to; n++) {
      fillSheet(f32, source, sheet, x.data as Float32Array, (n * c + group * sheet.channels) * h * w, h, w)
      const from = (n * filters + group * perGroup) * rows * columns
      copyIn(f32, upstream, width, dy.data as Float32Array, from, perGroup * rows, columns)
      run.correlate(
        address(source),
        address(sheet.pitch),
        address(table),
        taps,
        address(upstream),
        perGroup,
        address(out),
        rows,
        width,
      )
    }
    sums.set(f32.subarray(out, out + perGroup * taps), first)
  }
  if (dBiases) addPlaneSums(dy, dBiases.data as Float32Array, images)
}

/** Rows of `columns` numbers → rows of `width`; what lies between stays as it is. */
function copyIn(
  to: Float32Array,
  toAt: number,
  width: number,
  from: Float32Array,
  fromAt: number,
  rows: number,
  columns: number,
): void {
  if (width === columns) {
    to.set(from.subarray(fromAt, fromAt + rows * columns), toAt)
    return
  }
  for (let row = 0; row < rows; row++) {
    const [target, source] = [toAt + row * width, fromAt + row * columns]
    for (let x = 0; x < columns; x++) to[target + x] = from[source + x]
  }
}

function addPlaneSums({ shape, data }: Tensor, sums: Float32Array, images: Images): void {
  const [, filters, h, w] = shape
  for (let n = images.from; n < images.to; n++) {
    for (let f = 0; f < filters; f++) {
      const at = (n * filters + f) * h * w
      let sum = 0
      for (let i = 0; i < h * w; i++) sum += data[at + i]
      sums[f] += sum
    }
  }
}
