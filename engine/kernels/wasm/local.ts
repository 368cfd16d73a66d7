import type { Sized, Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { writeSteps } from './conv-layout'
import type { Machine } from './machine'
import { type Axis, runCount, runsOf, writeRuns } from './runs'
import { bytes, multipleOf4 } from './sheet'
import { writeVectors } from './vectors'

/**
 * The convolution's loops at one place after the other. No two places share a filter, so it is the images that share: they lie innermost,
 * `[c][y][x][image]`, where a vector is four of them, and a window is met at the same distances at every place.
 */
const AT_ONCE = 16 // images: a line of the cache

/** Volumes of so many images, made up to whole vectors. */
interface Layout {
  readonly lanes: number
  readonly places: number
  readonly filters: number // of one group
  readonly channels: number // of one group
  readonly taps: number
  /** Of the picture with its border, as far as windows reach. */
  readonly rows: number
  readonly pitch: number
}

function layoutOf(x: Sized, y: Sized, { size, stride, dilation, groups }: Window, images: number): Layout {
  const [, c] = x.shape
  const [, filters, oh, ow] = y.shape
  const side = (axis: 0 | 1) => (y.shape[2 + axis] - 1) * stride[axis] + (size[axis] - 1) * dilation[axis] + 1
  return {
    lanes: multipleOf4(Math.min(images, AT_ONCE)),
    places: oh * ow,
    filters: filters / groups,
    channels: c / groups,
    taps: (c / groups) * size[0] * size[1],
    rows: side(0),
    pitch: side(1),
  }
}

/** What each call lays out, in numbers. */
export function localLengths(x: Sized, y: Sized, window: Window, images: number) {
  const { lanes, places, filters, taps, rows, pitch } = layoutOf(x, y, window, images)
  const input = x.shape[1] * rows * pitch * lanes
  const output = y.shape[1] * places * lanes
  const vectors = lanes / 4
  return {
    /** Picture, result, biases by place; tables of pixels, places, runs and weights; packed filters. */
    forward: [
      input,
      output,
      y.shape[1] * places,
      vectors,
      vectors + 1,
      taps,
      taps,
      multipleOf4(filters) * taps,
    ],
    /** dX, dY, dX under one window, zeros; tables of pixels, places, the one run, factors and taps; packed filters. */
    backwardInput: [
      input,
      output,
      taps * lanes,
      multipleOf4(taps),
      vectors,
      vectors + 1,
      1,
      filters,
      taps,
      multipleOf4(taps) * filters,
    ],
    /** Picture, dY; tables of pixels, places, taps and weights; sums. */
    backwardParams: [input, output, vectors, vectors + 1, taps, taps, multipleOf4(filters) * taps],
  }
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
  const lengths = localLengths(x, y, window, images.to - images.from).forward
  const [picture, out, perPlace, pixels, ends, starts, terms, packed] = machine.lay(lengths)
  const { run, i32 } = machine
  const runs = tapsInRuns(layout, window)
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeRuns(i32, starts, terms, runs)
  if (bias === null) zero(machine, perPlace, all * places)
  else run.copyBlock(bias, 0, bytes(1), bytes(places), perPlace, 0, bytes(all), 1, places, all)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, from, x, first, count, picture, layout, window)
    eachPlace(x, y, window, layout, (place, group, corner) => {
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
  const lengths = localLengths(dx, dy, window, images.to - images.from).backwardInput
  const [picture, upstream, patch, zeros, pixels, ends, start, factors, table, packed] = machine.lay(lengths)
  const { run, i32 } = machine
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeSteps(i32, start, 1, 0)
  writeSteps(i32, factors, filters, taps)
  writeTaps(i32, table, layout, window)
  zero(machine, zeros, taps)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, to, dx, first, count, picture, layout, window)
    interleaveOutput(machine, gradient, dy, first, count, upstream, layout)
    eachPlace(dx, dy, window, layout, (place, group, corner) => {
      const firstFilter = (place * window.groups + group) * filters
      run.pack(filter + bytes(firstFilter * taps), bytes(1), taps, factors, filters, packed)
      run.gather(
        upstream + bytes((group * filters * places + place) * lanes),
        pixels,
        start,
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
    takeApart(machine, picture, layout, window, dx, first, count, to)
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
  const lengths = localLengths(x, dy, window, images.to - images.from).backwardParams
  const [picture, upstream, pixels, ends, table, terms, sums] = machine.lay(lengths)
  const { run, i32 } = machine
  writeVectors(i32, pixels, ends, rowOf(lanes))
  writeTaps(i32, table, layout, window)
  writeSteps(i32, terms, taps, 1)
  eachChunk(images, (first, count) => {
    interleaveInput(machine, from, x, first, count, picture, layout, window)
    interleaveOutput(machine, gradient, dy, first, count, upstream, layout)
    eachPlace(x, dy, window, layout, (place, group, corner) => {
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
  x: Sized,
  y: Sized,
  { stride, groups }: Window,
  layout: Layout,
  run: (place: number, group: number, corner: number) => void,
): void {
  const [, , oh, ow] = y.shape
  for (let i = 0; i < oh; i++) {
    for (let j = 0; j < ow; j++) {
      for (let group = 0; group < groups; group++) {
        const corner = cellOf(layout, (group * x.shape[1]) / groups, i * stride[0], j * stride[1])
        run(i * ow + j, group, corner)
      }
    }
  }
}

const cellOf = ({ rows, pitch, lanes }: Layout, c: number, y: number, x: number): number =>
  ((c * rows + y) * pitch + x) * lanes

function tapsInRuns(layout: Layout, { size, dilation }: Window) {
  const axis = (count: number, cell: (i: number) => number, weights: number): Axis => ({
    count,
    term: (i) => ({ cell: cell(i), weight: i * weights }),
  })
  return runsOf(
    axis(layout.channels, (c) => cellOf(layout, c, 0, 0), size[0] * size[1]),
    axis(size[0], (ky) => cellOf(layout, 0, ky * dilation[0], 0), size[1]),
    axis(size[1], (kx) => cellOf(layout, 0, 0, kx * dilation[1]), 1),
    false,
  )
}

/** For each tap `[c][fh][fw]` how far it is from the corner of its window. */
function writeTaps(i32: Int32Array, table: number, layout: Layout, { size, dilation }: Window): void {
  let i = table / 4
  for (let c = 0; c < layout.channels; c++) {
    for (let ky = 0; ky < size[0]; ky++) {
      for (let kx = 0; kx < size[1]; kx++)
        i32[i++] = bytes(cellOf(layout, c, ky * dilation[0], kx * dilation[1]))
    }
  }
}

/** Where the picture lies within its border, and how much of it windows reach. */
function insideOf(layout: Layout, { padBefore: [top, left] }: Window, { shape: [, , h, w] }: Sized) {
  const { rows, pitch } = layout
  return {
    corner: (c: number) => bytes(cellOf(layout, c, top, left)),
    rows: Math.min(h, rows - top),
    columns: Math.min(w, pitch - left),
  }
}

/** Images `[c][h][w]` from number `first` on → `[c][y][x][image]` with a border of zeros. */
function interleaveInput(
  machine: Machine,
  from: number,
  x: Sized,
  first: number,
  count: number,
  to: number,
  layout: Layout,
  window: Window,
): void {
  const [, c, h, w] = x.shape
  const { rows, pitch, lanes } = layout
  const inside = insideOf(layout, window, x)
  const [row, cell] = [bytes(pitch * lanes), bytes(lanes)]
  zero(machine, to, c * rows * pitch * lanes)
  for (let channel = 0; channel < c; channel++) {
    const source = from + bytes((first * c + channel) * h * w)
    const target = to + inside.corner(channel)
    const [numbers, images] = [bytes(1), bytes(c * h * w)]
    machine.run.copyBlock(
      source,
      bytes(w),
      numbers,
      images,
      target,
      row,
      cell,
      inside.rows,
      inside.columns,
      count,
    )
  }
}

/** The way back, without the border. */
function takeApart(
  { run }: Machine,
  from: number,
  layout: Layout,
  window: Window,
  x: Sized,
  first: number,
  count: number,
  to: number,
): void {
  const [, c, h, w] = x.shape
  const { pitch, lanes } = layout
  const inside = insideOf(layout, window, x)
  const [row, cell, image] = [bytes(pitch * lanes), bytes(lanes), bytes(c * h * w)]
  for (let channel = 0; channel < c; channel++) {
    const source = from + inside.corner(channel)
    const target = to + bytes((first * c + channel) * h * w)
    run.copyBlock(source, bytes(1), row, cell, target, image, bytes(w), count, inside.rows, inside.columns)
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
