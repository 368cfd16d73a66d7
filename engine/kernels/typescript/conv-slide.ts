import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { readArea } from './conv-set-up'
import { type Border, copyWithBorder, fillGrid } from './layout'
import type { Scratch } from './scratch'
import { pairedLength, slide } from './slide'

/** Whether positions side by side read numbers side by side. */
export const slides = ({ stride, dilation }: Window): boolean =>
  stride[0] * stride[1] * dilation[0] * dilation[1] === 1

interface Sliding {
  readonly border: Border
  readonly planes: number // of the bordered source: input channels, or filters for dX
  readonly rows: number
  readonly runs: readonly [planes: number, perPlane: number, length: number]
  readonly lines: readonly [planes: number, perPlane: number, width: number]
}

const forwardSliding = (x: Sized, y: Sized, window: Window): Sliding => {
  const planes = x.shape[1] / window.groups
  return {
    border: readArea(y, window),
    planes,
    rows: y.shape[1] / window.groups,
    runs: [planes, ...window.size],
    lines: [1, y.shape[2], y.shape[3]],
  }
}

/** Pixels and taps change places. */
const paramsSliding = (x: Sized, y: Sized, window: Window): Sliding => {
  const forward = forwardSliding(x, y, window)
  return { ...forward, runs: forward.lines, lines: forward.runs }
}

/** The forward loop on dY with a border, with flipped and transposed filters. */
const inputSliding = (x: Sized, y: Sized, { size, padBefore, groups }: Window): Sliding => {
  const planes = y.shape[1] / groups
  const [, , h, w] = x.shape
  const [top, left] = [size[0] - 1 - padBefore[0], size[1] - 1 - padBefore[1]]
  return {
    border: { top, left, h: h + size[0] - 1, w: w + size[1] - 1 },
    planes,
    rows: x.shape[1] / groups,
    runs: [planes, ...size],
    lines: [1, h, w],
  }
}

const sourceLength = ({ planes, border }: Sliding): number => planes * border.h * border.w

const termCount = ({ runs: [planes, perPlane, length] }: Sliding): number => planes * perPlane * length

const memoryLength = (sliding: Sliding): number =>
  sourceLength(sliding) + pairedLength(sliding.rows, termCount(sliding))

/** The memory of both calls backward is asked for at the first, and with forward where it is little more: growing leaves garbage. */
function roomOf(x: Sized, y: Sized, window: Window): { forward: number; backward: number } {
  const [forward, input, params] = [forwardSliding, inputSliding, paramsSliding].map((of) =>
    memoryLength(of(x, y, window)),
  )
  return {
    forward: input <= 1.25 * forward ? Math.max(forward, input) : forward,
    backward: Math.max(input, params),
  }
}

/** What the calls lay out, for the account of memory. */
export function slideLengths(x: Sized, y: Sized, window: Window) {
  const room = roomOf(x, y, window)
  const of = ({ runs, lines }: Sliding, source: number) => ({
    source,
    terms: runs[0] * runs[1],
    positions: lines[0] * lines[1],
  })
  return {
    forward: of(forwardSliding(x, y, window), room.forward),
    input: of(inputSliding(x, y, window), room.backward),
    params: of(paramsSliding(x, y, window), room.backward),
  }
}

/** Lays out what is the same for all images; `run` then does one of them. */
function setUp(scratch: Scratch, sliding: Sliding, room: number) {
  const { border, planes, rows, runs, lines } = sliding
  const terms = termCount(sliding)
  const packedAt = sourceLength(sliding)
  const memory = scratch.source(room)
  const [runTable, lineTable] = [scratch.terms(runs[0] * runs[1]), scratch.positions(lines[0] * lines[1])]
  fillGrid(runTable, runs[0], runs[1], border.h * border.w, border.w)
  fillGrid(lineTable, lines[0], lines[1], border.h * border.w, border.w)
  return {
    /** packed[term][row] = from[row · rowStep + at(term)] */
    pack(from: Float32Array, start: number, rowStep: number, at: (term: number) => number): void {
      for (let row = 0; row < Math.ceil(rows / 2) * 2; row++) {
        let to = packedAt + (row - (row % 2)) * terms + (row % 2)
        const first = start + row * rowStep
        for (let t = 0; t < terms; t++, to += 2) memory[to] = row < rows ? from[first + at(t)] : 0
      }
    },
    run(from: Float32Array, fromAt: number, h: number, w: number, out: Float32Array, outAt: number): void {
      copyWithBorder(from, fromAt, planes, h, w, memory, border)
      slide({
        memory,
        packedAt,
        runs: runTable,
        runCount: runs[0] * runs[1],
        length: runs[2],
        lines: lineTable,
        lineCount: lines[0] * lines[1],
        width: lines[2],
        rows,
        out,
        outAt,
        rowStep: lines[0] * lines[1] * lines[2],
      })
    },
  }
}

const itself = (term: number): number => term

export function slideForward(
  scratch: Scratch,
  x: Tensor,
  weights: Tensor,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, oh, ow] = y.shape
  const sliding = forwardSliding(x, y, window)
  const { pack, run } = setUp(scratch, sliding, roomOf(x, y, window).forward)
  const taps = termCount(sliding)
  for (let group = 0; group < window.groups; group++) {
    const first = group * sliding.rows
    pack(weights.data as Float32Array, first * taps, taps, itself)
    for (let n = images.from; n < images.to; n++) {
      const from = (n * c + group * sliding.planes) * h * w
      run(x.data as Float32Array, from, h, w, y.data as Float32Array, (n * filters + first) * oh * ow)
    }
  }
}

export function slideInput(
  scratch: Scratch,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = dx.shape
  const [, filters, oh, ow] = dy.shape
  const sliding = inputSliding(dx, dy, window)
  const { rows, planes } = sliding
  const { pack, run } = setUp(scratch, sliding, roomOf(dx, dy, window).backward)
  const taps = window.size[0] * window.size[1]
  // Term [filter][tap] of row c is weights[filter][c][last tap − tap].
  const flipped = (term: number): number => {
    const tap = term % taps
    return ((term - tap) / taps) * rows * taps + taps - 1 - tap
  }
  for (let group = 0; group < window.groups; group++) {
    pack(weights.data as Float32Array, group * planes * rows * taps, taps, flipped)
    for (let n = images.from; n < images.to; n++) {
      const from = (n * filters + group * planes) * oh * ow
      run(dy.data as Float32Array, from, oh, ow, dx.data as Float32Array, (n * c + group * rows) * h * w)
    }
  }
}

/** Image by image, so that the sum does not depend on how a batch is cut into pieces. */
export function slideParams(
  scratch: Scratch,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, oh, ow] = dy.shape
  const sliding = paramsSliding(x, dy, window)
  const { rows, planes } = sliding
  const { pack, run } = setUp(scratch, sliding, roomOf(x, dy, window).backward)
  const taps = planes * window.size[0] * window.size[1]
  for (let n = images.from; n < images.to; n++) {
    for (let group = 0; group < window.groups; group++) {
      const first = group * rows
      pack(dy.data as Float32Array, (n * filters + first) * oh * ow, oh * ow, itself)
      const from = (n * c + group * planes) * h * w
      run(x.data as Float32Array, from, h, w, dWeights.data as Float32Array, first * taps)
    }
  }
}
