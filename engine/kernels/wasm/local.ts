import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { tapsInRuns, writeSteps, writeTaps } from './conv-layout'
import type { Machine } from './machine'
import { runCount, writeRuns } from './runs'
import { bytes, cellOf, multipleOf4, type Sheet, sheetLength } from './sheet'
import { writeVectors } from './vectors'

/**
 * The convolution's loops at one place after the other. No two places share a filter, so it is the images that share: they lie innermost,
 * `[c][y][x][image]`, where a vector is four of them, and a window is met at the same distances at every place.
 */
const AT_ONCE = 16 // images: a line of the cache

/** Of so many images, made up to whole vectors. */
interface Layout {
  readonly lanes: number
  readonly places: number
  readonly filters: number // of one group
  readonly taps: number
  /** All channels with their border, as far as windows reach: a column is as wide as there are lanes. */
  readonly sheet: Sheet
  /** As it is on the sheet, at one place. */
  readonly window: Window
}

function layoutOf(x: Sized, y: Sized, window: Window, images: number): Layout {
  const { size, stride, padBefore, dilation, groups } = window
  const [, c] = x.shape
  const [, filters, oh, ow] = y.shape
  const lanes = multipleOf4(Math.min(images, AT_ONCE))
  const side = (axis: 0 | 1) => (y.shape[2 + axis] - 1) * stride[axis] + (size[axis] - 1) * dilation[axis] + 1
  const [top, left] = padBefore
  return {
    lanes,
    places: oh * ow,
    filters: filters / groups,
    taps: (c / groups) * size[0] * size[1],
    sheet: { channels: c, top, left, stride: [1, 1], rows: side(0), pitch: side(1) * lanes },
    window: { ...window, stride: [1, 1], dilation: [dilation[0], dilation[1] * lanes] },
  }
}

/**
 * What each call lays out, in numbers: picture, result (or dY), biases by place, zeros, dX under one window; tables of pixels, places, taps
 * and weights; packed filters (or sums).
 */
export function localLengths(x: Sized, y: Sized, window: Window, images: number): number[] {
  const { lanes, places, filters, taps, sheet } = layoutOf(x, y, window, images)
  const output = y.shape[1] * places
  const made = multipleOf4(taps)
  const packed = multipleOf4(filters) * made
  return [
    sheetLength(sheet),
    output * lanes,
    output,
    made,
    taps * lanes,
    lanes / 4,
    lanes / 4 + 1,
    taps,
    Math.max(taps, filters),
    packed,
  ]
}

export function localForward(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [from, filter, to] = [machine.at(x.data), machine.at(weights.data), machine.at(y.data)]
  const bias = biases && machine.at(biases.data)
  const layout = layoutOf(x, y, window, images.to - images.from)
  const { lanes, places, filters, taps } = layout
  const all = filters * window.groups
  const lengths = localLengths(x, y, window, images.to - images.from)
  const [picture, out, perPlace, , , pixels, ends, starts, terms, packed] = machine.lay(lengths)
  const { run, i32 } = machine
  const runs = tapsInRuns(groupOf(layout, window), layout.window)
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeRuns(i32, starts, terms, runs)
  if (bias === null) zero(machine, perPlace, all * places)
  else run.copyBlock(bias, 0, bytes(1), bytes(places), perPlace, 0, bytes(all), 1, places, all)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, from, x, first, count, picture, layout)
    eachPlace(y, window, layout, (place, group, corner) => {
      const firstFilter = place * all + group * filters
      run.pack(filter + bytes(firstFilter * taps), bytes(taps), filters, terms, taps, packed)
      run.gather(
        picture + bytes(corner),
        pixels,
        starts,
        runCount(runs),
        runs.inner.count,
        bytes(runs.step),
        packed,
        perPlace + bytes(firstFilter),
        filters,
        out + bytes((group * filters * places + place) * lanes),
        bytes(places * lanes),
        ends,
        lanes / 4,
        AT_ONCE,
      )
    })
    const target = to + bytes(first * all * places)
    const [image, channel] = [bytes(all * places), bytes(places)]
    run.copyBlock(out, bytes(1), channel * lanes, bytes(lanes), target, image, channel, count, all, places)
  })
}

export function localBackwardInput(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  window: Window,
  images: Images,
): void {
  const [gradient, filter, to] = [machine.at(dy.data), machine.at(weights.data), machine.at(dx.data)]
  const layout = layoutOf(dx, dy, window, images.to - images.from)
  const { lanes, places, filters, taps } = layout
  const lengths = localLengths(dx, dy, window, images.to - images.from)
  const [picture, upstream, , zeros, patch, pixels, ends, table, factors, packed] = machine.lay(lengths)
  const { run, i32 } = machine
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeSteps(i32, factors, filters, taps)
  writeTaps(i32, table, groupOf(layout, window), layout.window)
  zero(machine, zeros, taps)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, to, dx, first, count, picture, layout)
    interleaveOutput(machine, gradient, dy, first, count, upstream, layout)
    eachPlace(dy, window, layout, (place, group, corner) => {
      const firstFilter = (place * window.groups + group) * filters
      run.pack(filter + bytes(firstFilter * taps), bytes(1), taps, factors, filters, packed)
      run.gather(
        upstream + bytes((group * filters * places + place) * lanes),
        pixels,
        zeros, // one run, from the pixel itself on
        1,
        filters,
        bytes(places * lanes),
        packed,
        zeros,
        taps,
        patch,
        bytes(lanes),
        ends,
        lanes / 4,
        AT_ONCE,
      )
      run.addToTaps(patch, picture + bytes(corner), table, taps, lanes)
    })
    takeApart(machine, picture, layout, dx, first, count, to)
  })
}

export function localBackwardParams(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  const [from, gradient, to] = [machine.at(x.data), machine.at(dy.data), machine.at(dWeights.data)]
  const bias = dBiases && machine.at(dBiases.data)
  const layout = layoutOf(x, dy, window, images.to - images.from)
  const { lanes, places, filters, taps } = layout
  const lengths = localLengths(x, dy, window, images.to - images.from)
  const [picture, upstream, , , , pixels, ends, table, terms, sums] = machine.lay(lengths)
  const { run, i32 } = machine
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeTaps(i32, table, groupOf(layout, window), layout.window)
  writeSteps(i32, terms, taps, 1)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, from, x, first, count, picture, layout)
    interleaveOutput(machine, gradient, dy, first, count, upstream, layout)
    eachPlace(dy, window, layout, (place, group, corner) => {
      const target = to + bytes((place * window.groups + group) * filters * taps)
      run.pack(target, bytes(taps), filters, terms, taps, sums)
      run.correlate(
        picture + bytes(corner),
        0,
        pixels,
        lanes / 4,
        0,
        table,
        taps,
        upstream + bytes((group * filters * places + place) * lanes),
        0,
        bytes(places * lanes),
        filters,
        1,
        sums,
      )
      run.unpack(sums, target, bytes(taps), filters, terms, taps)
    })
  })
  if (bias === null) return
  const image = filters * window.groups * places
  for (let n = images.from; n < images.to; n++) run.accumulate(gradient + bytes(n * image), bias, image)
}

const rowOf = (lanes: number) => ({ rows: 1, columns: lanes, pitch: lanes })

function zero({ f32 }: Machine, at: number, count: number): void {
  f32.fill(0, at / 4, at / 4 + count)
}

function eachChunk({ from, to }: Images, chunk: (first: number, count: number) => void): void {
  for (let n = from; n < to; n += AT_ONCE) chunk(n, Math.min(AT_ONCE, to - n))
}

/** Calls `run(place, group, corner)`: how many numbers after the start of the picture its window begins. */
function eachPlace(
  y: Sized,
  { stride, groups }: Window,
  { sheet, lanes }: Layout,
  run: (place: number, group: number, corner: number) => void,
): void {
  const [, , oh, ow] = y.shape
  for (let i = 0; i < oh; i++) {
    for (let j = 0; j < ow; j++) {
      for (let group = 0; group < groups; group++) {
        const corner = cellOf(sheet, (group * sheet.channels) / groups, i * stride[0], j * stride[1] * lanes)
        run(i * ow + j, group, corner)
      }
    }
  }
}

const groupOf = ({ sheet }: Layout, { groups }: Window): Sheet => ({
  ...sheet,
  channels: sheet.channels / groups,
})

/** Images `[c][h][w]` from number `first` on → `[c][y][x][image]` with a border of zeros. */
function interleaveInput(
  machine: Machine,
  from: number,
  x: Sized,
  first: number,
  count: number,
  to: number,
  layout: Layout,
): void {
  const { run } = machine
  zero(machine, to, sheetLength(layout.sheet))
  eachChannel(x, layout, first, ({ numbers, cells, row, image, line, rows, columns }) => {
    const cell = bytes(layout.lanes)
    run.copyBlock(from + numbers, line, bytes(1), image, to + cells, row, cell, rows, columns, count)
  })
}

/** The way back, without the border. */
function takeApart(
  { run }: Machine,
  from: number,
  layout: Layout,
  x: Sized,
  first: number,
  count: number,
  to: number,
): void {
  eachChannel(x, layout, first, ({ numbers, cells, row, image, line, rows, columns }) => {
    const cell = bytes(layout.lanes)
    run.copyBlock(from + cells, bytes(1), row, cell, to + numbers, image, line, count, rows, columns)
  })
}

/** In bytes. */
interface Channel {
  /** Where it begins in the images, and where in their picture with a border. */
  readonly numbers: number
  readonly cells: number
  /** From one line of an image to the next, and in the picture with a border; from one image to the next. */
  readonly line: number
  readonly row: number
  readonly image: number
  /** Counts: how much of it windows reach; 0 where they see the padding alone. */
  readonly rows: number
  readonly columns: number
}

function eachChannel(
  { shape: [, c, h, w] }: Sized,
  { sheet, lanes }: Layout,
  first: number,
  copy: (channel: Channel) => void,
): void {
  const { top, left, rows, pitch } = sheet
  for (let channel = 0; channel < c; channel++) {
    copy({
      numbers: bytes((first * c + channel) * h * w),
      cells: bytes(cellOf(sheet, channel, top, left * lanes)),
      line: bytes(w),
      row: bytes(pitch),
      image: bytes(c * h * w),
      rows: Math.max(0, Math.min(h, rows - top)),
      columns: Math.max(0, Math.min(w, pitch / lanes - left)),
    })
  }
}

/** Images `[filter][place]` → `[filter][place][image]`, with zeros for images that are not there. */
function interleaveOutput(
  machine: Machine,
  from: number,
  y: Sized,
  first: number,
  count: number,
  to: number,
  { lanes, places }: Layout,
): void {
  const [, filters] = y.shape
  const image = bytes(filters * places)
  if (count < lanes) zero(machine, to, filters * places * lanes)
  const source = from + bytes(first * filters * places)
  const [plane, vector] = [bytes(places * lanes), bytes(lanes)]
  machine.run.copyBlock(source, bytes(places), bytes(1), image, to, plane, vector, filters, places, count)
}
