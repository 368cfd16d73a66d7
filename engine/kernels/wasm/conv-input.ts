import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import type { Machine } from './machine'
import { bytes, cellOf, fillingOf, fillSheet, isPicture, multipleOf4, type Sheet, sheetLength } from './sheet'
import { joined, type Rows, stripOf, vectorsOf, writeVectors } from './vectors'

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
  const layout = inputLayout(dx, dy, window)
  const { sheet, inPlace, scattered, source, channels } = layout
  const [gradient, filter, to] = [machine.at(dy.data), machine.at(weights.data), machine.at(dx.data)]
  const [bordered, out, ...rest] = machine.lay(layout.lengths)
  const places = layout.phases.map((phase, i) => placeOf(phase, sheet, rest.slice(5 * i, 5 * i + 5)))
  const { run, f32 } = machine
  f32.fill(0, bordered / 4, bordered / 4 + source)
  for (const place of places) writeTables(machine, place, sheet, weights)
  const filling = fillingOf(sheet, oh, ow)
  for (let group = 0; group < window.groups; group++) {
    const first = group * sheet.channels
    for (const place of places) packFilters(machine, place, filter, first, weights)
    for (let n = images.from; n < images.to; n++) {
      const upstream = gradient + bytes((n * filters + first) * oh * ow)
      const target = to + bytes((n * c + group * channels) * h * w)
      if (!inPlace) fillSheet(machine, bordered, filling, upstream)
      for (const place of places) {
        const { phase } = place
        const plane = phase.rows * phase.columns
        if (scattered) f32.fill(0, out / 4, out / 4 + channels * plane)
        run.gather(
          inPlace ? upstream : bordered,
          place.pixels,
          place.taps,
          phase.terms,
          place.packed,
          0,
          channels,
          scattered ? out : target,
          bytes(plane),
          place.places,
          place.vectors,
          place.strip,
        )
        if (scattered) addPhase(machine, out, phase, target, dx, window)
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
    pitch: last(1) - first(1) + 1,
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
  readonly terms: number
}

/** A stride wider than the filter skips pixels: phases without taps are left out. */
function phasesOf(h: number, w: number, filters: number, window: Window): Phase[] {
  const [sy, sx] = window.stride
  const phases: Phase[] = []
  for (let y = 0; y < Math.min(sy, h); y++) {
    for (let x = 0; x < Math.min(sx, w); x++) {
      const [tapsY, tapsX] = [tapsOfPhase(window, 0, y), tapsOfPhase(window, 1, x)]
      const [rows, columns] = [Math.ceil((h - y) / sy), Math.ceil((w - x) / sx)]
      const terms = filters * tapsY.length * tapsX.length
      if (terms > 0) phases.push({ y, x, rows, columns, tapsY, tapsX, terms })
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

const rowsOf = ({ rows, columns }: Phase, { pitch }: Sheet): Rows => joined({ rows, columns, pitch })

/**
 * In numbers: dY of one group with its border, the result of a phase; then for each phase its tables of pixels, places, taps and weights,
 * and its packed filters.
 */
export function inputLayout(dx: Sized, dy: Sized, window: Window) {
  const [, c, h, w] = dx.shape
  const sheet = gradientSheet(dx, dy, window)
  const channels = c / window.groups
  const phases = phasesOf(h, w, sheet.channels, window)
  const inPlace = isPicture(sheet, dy.shape[2], dy.shape[3])
  const scattered = window.stride[0] * window.stride[1] > 1
  const source = inPlace ? 0 : sheetLength(sheet)
  const out = scattered ? channels * Math.max(0, ...phases.map(({ rows, columns }) => rows * columns)) : 0
  const made = multipleOf4(channels)
  const tables = phases.flatMap((phase) => {
    const vectors = vectorsOf(rowsOf(phase, sheet))
    return [vectors, vectors + 1, phase.terms, phase.terms, made * phase.terms]
  })
  return { sheet, channels, phases, inPlace, scattered, source, lengths: [source, out, ...tables] }
}

interface Place {
  readonly phase: Phase
  readonly rows: Rows
  readonly vectors: number
  readonly strip: number
  readonly pixels: number
  readonly places: number
  readonly taps: number
  readonly weights: number
  readonly packed: number
}

/** Its lengths stand in `inputLayout`. */
function placeOf(phase: Phase, sheet: Sheet, addresses: readonly number[]): Place {
  const [pixels, places, taps, weights, packed] = addresses
  const rows = rowsOf(phase, sheet)
  const strip = stripOf(rows, sheet.channels, phase.tapsY.length)
  return { phase, rows, vectors: vectorsOf(rows), strip, pixels, places, taps, weights, packed }
}

/** Which number of dY, and which weight of a channel, each term multiplies. */
function writeTables({ i32 }: Machine, place: Place, sheet: Sheet, weights: Tensor): void {
  const [, channels, fh, fw] = weights.shape
  const { tapsY, tapsX } = place.phase
  writeVectors(i32, place.pixels, place.places, place.rows)
  let [tap, weight] = [place.taps / 4, place.weights / 4]
  for (let f = 0; f < sheet.channels; f++) {
    for (const y of tapsY) {
      for (const x of tapsX) {
        i32[tap++] = bytes(cellOf(sheet, f, y.shift + sheet.top, x.shift + sheet.left))
        i32[weight++] = bytes((f * channels * fh + y.k) * fw + x.k)
      }
    }
  }
}

/** Transposed: the rows are the channels of the input. */
function packFilters({ run }: Machine, place: Place, filter: number, first: number, weights: Tensor): void {
  const [, channels, fh, fw] = weights.shape
  const start = filter + bytes(first * channels * fh * fw)
  run.pack(start, bytes(fh * fw), channels, place.weights, place.phase.terms, place.packed)
}

/** dx += the pixels of a phase, which lie a stride apart. */
function addPhase({ run }: Machine, from: number, phase: Phase, to: number, dx: Sized, window: Window): void {
  const [, c, h, w] = dx.shape
  const [sy, sx] = window.stride
  const start = to + bytes(phase.y * w + phase.x)
  const { rows, columns } = phase
  run.addBlock(from, start, bytes(h * w), bytes(sy * w), bytes(sx), c / window.groups, rows, columns)
}
