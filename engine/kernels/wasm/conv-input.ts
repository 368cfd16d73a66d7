import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import type { Machine } from './machine'
import { address, cellOf, fillSheet, multipleOf4, type Sheet, sheetLength } from './sheet'

/**
 * dX is the forward loop on dY with a border, with flipped and transposed filters. With a stride S, pixels that agree mod S (a
 * phase) are met by the same taps, and each phase is a dense convolution of its own.
 */
export function convBackwardInput(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = dx.shape
  const [, filters, oh, ow] = dy.shape
  const sheet = gradientSheet(dx, dy, window)
  const channels = c / window.groups
  const phases = phasesOf(h, w, window)
  const { source, zeros, out, places } = layOut(machine, sheet, phases, channels)
  machine.f32.fill(0, zeros, zeros + multipleOf4(channels))
  for (let group = 0; group < window.groups; group++) {
    for (const place of places) {
      writeTaps(machine.i32, place.table, sheet, place.phase)
      packTransposed(
        machine.f32,
        place.packed,
        weights,
        group * sheet.channels,
        sheet.channels,
        channels,
        place.phase,
      )
    }
    for (let n = images.from; n < images.to; n++) {
      const upstream = (n * filters + group * sheet.channels) * oh * ow
      fillSheet(machine.f32, source, sheet, dy.data as Float32Array, upstream, oh, ow)
      for (const { phase, table, packed } of places) {
        const width = multipleOf4(phase.columns)
        machine.run.gather(
          address(source),
          address(sheet.pitch),
          address(table),
          tapCount(sheet, phase),
          address(packed),
          address(zeros),
          channels,
          address(out),
          phase.rows,
          width,
        )
        addPhase(
          machine.f32,
          out,
          width,
          phase,
          dx,
          (n * c + group * channels) * h * w,
          channels,
          window.stride,
        )
      }
    }
  }
}

/** Rows and columns of dY that any pixel of the input asks for; outside dY they are zero. */
function gradientSheet(dx: Sized, dy: Sized, { size, stride, padBefore, dilation, groups }: Window): Sheet {
  const first = (axis: 0 | 1) =>
    Math.floor((padBefore[axis] - (size[axis] - 1) * dilation[axis]) / stride[axis])
  const last = (axis: 0 | 1) => Math.floor((dx.shape[axis + 2] - 1 + padBefore[axis]) / stride[axis])
  return {
    channels: dy.shape[1] / groups,
    top: -first(0),
    left: -first(1),
    stride: [1, 1],
    rows: last(0) - first(0) + 1,
    pitch: last(1) - first(1) + 1 + 3, // rows of pixels are made up to a multiple of four
  }
}

interface PhaseTap {
  readonly k: number // tap of the filter
  readonly shift: number // row (or column) of dY that the first pixel of the phase meets there
}

/** The pixels (y + i·S, x + j·S) of the input. */
interface Phase {
  readonly y: number
  readonly x: number
  readonly rows: number
  readonly columns: number
  readonly tapsY: readonly PhaseTap[]
  readonly tapsX: readonly PhaseTap[]
}

/** A stride wider than the filter skips pixels: phases without taps are left out. */
function phasesOf(h: number, w: number, window: Window): Phase[] {
  const [sy, sx] = window.stride
  const phases: Phase[] = []
  for (let y = 0; y < Math.min(sy, h); y++) {
    for (let x = 0; x < Math.min(sx, w); x++) {
      const [tapsY, tapsX] = [tapsOfPhase(window, 0, y), tapsOfPhase(window, 1, x)]
      const [rows, columns] = [Math.ceil((h - y) / sy), Math.ceil((w - x) / sx)]
      if (tapsY.length * tapsX.length > 0) phases.push({ y, x, rows, columns, tapsY, tapsX })
    }
  }
  return phases
}

function tapsOfPhase(window: Window, axis: 0 | 1, phase: number): readonly PhaseTap[] {
  const taps: PhaseTap[] = []
  for (let k = 0; k < window.size[axis]; k++) {
    const shift = (phase + window.padBefore[axis] - k * window.dilation[axis]) / window.stride[axis]
    if (Number.isInteger(shift)) taps.push({ k, shift })
  }
  return taps
}

const tapCount = ({ channels }: Sheet, { tapsY, tapsX }: Phase): number =>
  channels * tapsY.length * tapsX.length

/** In numbers: dY of one group with its border, zeros, the result of a phase; then of every phase its table and its packed filters. */
function lengthsOf(sheet: Sheet, phases: readonly Phase[], channels: number): number[] {
  const made = multipleOf4(channels)
  const largest = Math.max(0, ...phases.map(({ rows, columns }) => rows * multipleOf4(columns)))
  const counts = phases.map((phase) => tapCount(sheet, phase))
  return [sheetLength(sheet), made, made * largest, ...counts, ...counts.map((count) => made * count)]
}

/** Lengths that a call lays out, for the account of memory. */
export function convInputLengths(dx: Sized, dy: Sized, window: Window): number[] {
  const [, c, h, w] = dx.shape
  return lengthsOf(gradientSheet(dx, dy, window), phasesOf(h, w, window), c / window.groups)
}

function layOut(machine: Machine, sheet: Sheet, phases: readonly Phase[], channels: number) {
  const [source, zeros, out, ...rest] = machine.lay(lengthsOf(sheet, phases, channels))
  const places = phases.map((phase, i) => ({ phase, table: rest[i], packed: rest[phases.length + i] }))
  return { source, zeros, out, places }
}

function writeTaps(table: Int32Array, at: number, sheet: Sheet, { tapsY, tapsX }: Phase): void {
  let i = at
  for (let f = 0; f < sheet.channels; f++) {
    for (const y of tapsY) {
      for (const x of tapsX) {
        table[i++] = address(cellOf(sheet, f, y.shift + sheet.top, x.shift + sheet.left))
      }
    }
  }
}

/** weights[f][c][ky][kx] → [c/4][f · taps of this phase][4], missing c zero. */
function packTransposed(
  to: Float32Array,
  at: number,
  weights: Tensor,
  firstFilter: number,
  filters: number,
  channels: number,
  { tapsY, tapsX }: Phase,
): void {
  const [, , fh, fw] = weights.shape
  const terms = filters * tapsY.length * tapsX.length
  for (let c = 0; c < multipleOf4(channels); c++) {
    let target = at + (c - (c % 4)) * terms + (c % 4)
    for (let f = 0; f < filters; f++) {
      const filter = ((firstFilter + f) * channels + c) * fh * fw
      for (const y of tapsY) {
        for (const x of tapsX) {
          to[target] = c < channels ? weights.data[filter + y.k * fw + x.k] : 0
          target += 4
        }
      }
    }
  }
}

function addPhase(
  from: Float32Array,
  fromAt: number,
  width: number,
  { y, x, rows, columns }: Phase,
  dx: Tensor,
  dxAt: number,
  channels: number,
  [sy, sx]: readonly [number, number],
): void {
  const [, , h, w] = dx.shape
  const to = dx.data as Float32Array
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < rows; i++) {
      const source = fromAt + (c * rows + i) * width
      const target = dxAt + (c * h + y + i * sy) * w + x
      for (let j = 0; j < columns; j++) to[target + j * sx] += from[source + j]
    }
  }
}
