import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import type { Machine } from './machine'
import { remembered, tablesOf } from './prepared'
import { type Axis, type Runs, runCount, runsOf, type Term, termCount, writeRuns } from './runs'
import {
  bytes,
  cellOf,
  fillingOf,
  fillSheet,
  isPicture,
  multipleOf4,
  type Sheet,
  sheetLength,
  spread,
} from './sheet'
import { joined, type Rows, stripOf, vectorsOf, writeVectors } from './vectors'
import { convolveAtPoints } from './winograd'
import { inputWinograd, type Winograd } from './winograd-layout'

const inputPlan = remembered((dx, dy, window) => {
  const layout = inputLayout(dx, dy, window)
  const { sheet, phases, lengths } = layout
  const steps = phases.map((phase, i) => stepOf(phase, sheet, window, lengths.slice(3 + 5 * i, 8 + 5 * i)))
  return { ...layout, steps, filling: fillingOf(sheet, dy.shape[2], dy.shape[3]) }
})

export function convBackwardInput(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
  fresh = false,
): void {
  const winograd = inputWinograd(dx, dy, window)
  if (winograd) inputAtPoints(machine, winograd, dy, weights, dx, window, images, fresh)
  else inputByTaps(machine, dy, weights, dx, window, images, fresh)
}

/** With filters that are flipped and transposed. */
function inputAtPoints(
  machine: Machine,
  plan: Winograd,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  { groups }: Window,
  images: Images,
  fresh: boolean,
): void {
  const [gradient, filter, to] = [machine.at(dy.data), machine.at(weights.data), machine.at(dx.data)]
  const { channels, filters, height, width } = plan
  const taps = plan.taps ** 2
  const [read, written] = [bytes(channels * dy.shape[2] * dy.shape[3]), bytes(filters * height * width)]
  // Tap t of filter k, which is read here, and channel c, which is written, is weights[k][c][last tap − t].
  const term = (t: number): number => {
    const tap = t % taps
    return bytes(((t - tap) / taps) * filters * taps + taps - 1 - tap)
  }
  for (let group = 0; group < groups; group++) {
    convolveAtPoints(
      machine,
      plan,
      { from: filter + bytes(group * channels * filters * taps), filterStep: bytes(taps), term },
      {
        biases: fresh ? null : 0,
        read: (n) => gradient + (n * groups + group) * read,
        written: (n) => to + (n * groups + group) * written,
      },
      images,
    )
  }
}

/**
 * dX is the forward loop on dY with a border, with flipped and transposed filters. With a stride S, pixels that agree mod S (a
 * phase) are met by the same taps, and each phase is a dense convolution of its own.
 */
function inputByTaps(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
  fresh: boolean,
): void {
  const [, c, h, w] = dx.shape
  const [, filters, oh, ow] = dy.shape
  const plan = inputPlan(dx, dy, window)
  const { sheet, inPlace, scattered, source, channels } = plan
  const [gradient, filter, to] = [machine.at(dy.data), machine.at(weights.data), machine.at(dx.data)]
  const [bordered, out, zeros, ...rest] = machine.lay(plan.lengths)
  const places = plan.steps.map((step, i) => placeOf(step, rest.slice(5 * i, 5 * i + 5)))
  const { run, f32, i32 } = machine
  f32.fill(0, bordered / 4, bordered / 4 + source)
  f32.fill(0, zeros / 4, zeros / 4 + channels)
  if (fresh && scattered) f32.fill(0, to / 4 + images.from * c * h * w, to / 4 + images.to * c * h * w)
  for (const { tables, pixels } of places) i32.set(tables, pixels / 4)
  for (let group = 0; group < window.groups; group++) {
    const first = group * sheet.channels
    for (const place of places) packFilters(machine, place, filter, first, weights)
    for (let n = images.from; n < images.to; n++) {
      const upstream = gradient + bytes((n * filters + first) * oh * ow)
      const target = to + bytes((n * c + group * channels) * h * w)
      if (!inPlace) fillSheet(machine, bordered, plan.filling, upstream)
      for (const place of places) {
        const { phase } = place
        const plane = phase.rows * phase.columns
        run.gather(
          inPlace ? upstream : bordered,
          place.pixels,
          place.starts,
          runCount(phase.runs),
          phase.runs.inner.count,
          bytes(phase.runs.step),
          place.packed,
          fresh || scattered ? zeros : 0,
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
  return spread({
    channels: dy.shape[1] / groups,
    top: -first(0),
    left: -first(1),
    stride: [1, 1],
    rows: last(0) - first(0) + 1,
    pitch: last(1) - first(1) + 1,
  })
}

/** The pixels (y + i·S, x + j·S) of the input. */
interface Phase {
  readonly y: number
  readonly x: number
  readonly rows: number
  readonly columns: number
  /** Which numbers of dY, and which weights of a channel, meet. */
  readonly runs: Runs
}

/** A stride wider than the filter skips pixels: phases without taps are left out. */
function phasesOf(dx: Sized, sheet: Sheet, window: Window): Phase[] {
  const [, c, h, w] = dx.shape
  const [fh, fw] = window.size
  const [sy, sx] = window.stride
  const filters: Axis = {
    count: sheet.channels,
    term: (f) => ({ cell: cellOf(sheet, f, 0, 0), weight: f * (c / window.groups) * fh * fw }),
  }
  const phases: Phase[] = []
  for (let y = 0; y < Math.min(sy, h); y++) {
    const tapsY = tapsOfPhase(window, 0, y)
    for (let x = 0; x < Math.min(sx, w); x++) {
      const tapsX = tapsOfPhase(window, 1, x)
      const [rows, columns] = [Math.ceil((h - y) / sy), Math.ceil((w - x) / sx)]
      if (tapsY.length * tapsX.length === 0) continue
      const down = axisOf(tapsY, ({ k, shift }) => ({
        cell: (shift + sheet.top) * sheet.pitch,
        weight: k * fw,
      }))
      const across = axisOf(tapsX, ({ k, shift }) => ({ cell: shift + sheet.left, weight: k }))
      phases.push({ y, x, rows, columns, runs: runsOf(filters, down, across, false) })
    }
  }
  return phases
}

const axisOf = (taps: readonly PhaseTap[], termOf: (tap: PhaseTap) => Term): Axis => ({
  count: taps.length,
  term: (i) => termOf(taps[i]),
})

interface PhaseTap {
  readonly k: number // tap of the filter
  readonly shift: number // row (or column) of dY that the first pixel of the phase meets there
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
 * In numbers: dY of one group with its border, the result of a phase, biases of 0; then for each phase its tables of pixels, places, runs
 * and weights, and its packed filters.
 */
export function inputLayout(dx: Sized, dy: Sized, window: Window) {
  const [, c] = dx.shape
  const sheet = gradientSheet(dx, dy, window)
  const channels = c / window.groups
  const phases = phasesOf(dx, sheet, window)
  const inPlace = isPicture(sheet, dy.shape[2], dy.shape[3])
  const scattered = window.stride[0] * window.stride[1] > 1
  const source = inPlace ? 0 : sheetLength(sheet)
  const out = scattered ? channels * Math.max(0, ...phases.map(({ rows, columns }) => rows * columns)) : 0
  const made = multipleOf4(channels)
  const tables = phases.flatMap((phase) => {
    const vectors = vectorsOf(rowsOf(phase, sheet))
    const terms = termCount(phase.runs)
    return [vectors, vectors + 1, runCount(phase.runs), terms, made * terms]
  })
  return { sheet, channels, phases, inPlace, scattered, source, lengths: [source, out, made, ...tables] }
}

/** What is the same for every call of a layer. */
interface Step {
  readonly phase: Phase
  readonly vectors: number
  readonly strip: number
  readonly tables: Int32Array
}

/** `lengths` stand in `inputLayout`. */
function stepOf(phase: Phase, sheet: Sheet, window: Window, lengths: readonly number[]): Step {
  const rows = rowsOf(phase, sheet)
  const tables = tablesOf(lengths.slice(0, 4), (i32, [pixels, places, starts, weights]) => {
    writeVectors(i32, pixels, places, rows)
    writeRuns(i32, starts, weights, phase.runs)
  })
  const strip = stripOf(rows, sheet.channels, window.size[0])
  return { phase, tables, vectors: vectorsOf(rows), strip }
}

/** Where it lies in the memory for the call at hand. */
interface Place extends Step {
  readonly pixels: number
  readonly places: number
  readonly starts: number // of the runs
  readonly weights: number
  readonly packed: number
}

function placeOf(step: Step, [pixels, places, starts, weights, packed]: readonly number[]): Place {
  return { ...step, pixels, places, starts, weights, packed }
}

/** Transposed: the rows are the channels of the input. */
function packFilters({ run }: Machine, place: Place, filter: number, first: number, weights: Tensor): void {
  const [, channels, fh, fw] = weights.shape
  const start = filter + bytes(first * channels * fh * fw)
  run.pack(start, bytes(fh * fw), channels, place.weights, termCount(place.phase.runs), place.packed)
}

/** dx += the pixels of a phase, which lie a stride apart. */
function addPhase({ run }: Machine, from: number, phase: Phase, to: number, dx: Sized, window: Window): void {
  const [, c, h, w] = dx.shape
  const [sy, sx] = window.stride
  const start = to + bytes(phase.y * w + phase.x)
  const { rows, columns } = phase
  run.addBlock(from, start, bytes(h * w), bytes(sy * w), bytes(sx), c / window.groups, rows, columns)
}
