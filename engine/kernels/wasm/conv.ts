import type { Tensor } from '../../tensor'
import type { Images, Window } from '../kernels'
import { forwardLayout, paramsLayout, readBy, writeSteps, writeTaps } from './conv-layout'
import type { Machine } from './machine'
import { remembered, tablesOf } from './prepared'
import { runCount, writeRuns } from './runs'
import { bytes, fillingOf, fillSheet } from './sheet'
import { stripOf, writeVectors } from './vectors'
import { convolveAtPoints } from './winograd'
import { forwardWinograd, paramsWinograd, type Winograd } from './winograd-layout'
import { correlateAtPoints } from './winograd-params'

const forwardPlan = remembered((x, y, window) => {
  const layout = forwardLayout(x, y, window)
  const { sheet, rows, runs, lengths } = layout
  const tables = tablesOf(lengths.slice(1, 5), (i32, [pixels, places, starts, terms]) => {
    writeVectors(i32, pixels, places, rows)
    writeRuns(i32, starts, terms, runs)
  })
  const strip = stripOf(rows, sheet.channels, window.size[0])
  return {
    ...layout,
    tables,
    strip,
    runCount: runCount(runs),
    filling: fillingOf(sheet, x.shape[2], x.shape[3], readBy(window)),
  }
})

export function convForward(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const winograd = forwardWinograd(x, y, window)
  if (winograd) forwardAtPoints(machine, winograd, x, weights, biases, y, window, images)
  else convForwardByTaps(machine, x, weights, biases, y, window, images)
}

function forwardAtPoints(
  machine: Machine,
  plan: Winograd,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  { groups }: Window,
  images: Images,
): void {
  const [from, filter, to] = [machine.at(x.data), machine.at(weights.data), machine.at(y.data)]
  const bias = biases && machine.at(biases.data)
  const { channels, filters, taps, height, width } = plan
  const [read, written] = [bytes(channels * x.shape[2] * x.shape[3]), bytes(filters * height * width)]
  const filterStep = bytes(channels * taps * taps)
  for (let group = 0; group < groups; group++) {
    convolveAtPoints(
      machine,
      plan,
      { from: filter + group * filters * filterStep, filterStep, term: bytes },
      {
        biases: bias && bias + bytes(group * filters),
        read: (n) => from + (n * groups + group) * read,
        written: (n) => to + (n * groups + group) * written,
      },
      images,
    )
  }
}

/** Filters over a picture with its border; the results go straight into y. */
export function convForwardByTaps(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, oh, ow] = y.shape
  const plan = forwardPlan(x, y, window)
  const { sheet, inPlace, vectors, taps, runs, perGroup, source } = plan
  const [from, filter, to] = [machine.at(x.data), machine.at(weights.data), machine.at(y.data)]
  const bias = biases && machine.at(biases.data)
  const [bordered, pixels, places, starts, terms, packed, zeros] = machine.lay(plan.lengths)
  const { run, f32, i32 } = machine
  i32.set(plan.tables, pixels / 4)
  f32.fill(0, bordered / 4, bordered / 4 + source)
  if (bias === null) f32.fill(0, zeros / 4, zeros / 4 + perGroup)
  for (let group = 0; group < window.groups; group++) {
    const first = group * perGroup
    run.pack(filter + bytes(first * taps), bytes(taps), perGroup, terms, taps, packed)
    for (let n = images.from; n < images.to; n++) {
      const picture = from + bytes((n * c + group * sheet.channels) * h * w)
      if (!inPlace) fillSheet(machine, bordered, plan.filling, picture)
      run.gather(
        inPlace ? picture : bordered,
        pixels,
        starts,
        plan.runCount,
        runs.inner.count,
        bytes(runs.step),
        packed,
        bias === null ? zeros : bias + bytes(first),
        perGroup,
        to + bytes((n * filters + first) * oh * ow),
        bytes(oh * ow),
        places,
        vectors,
        plan.strip,
      )
    }
  }
}

const paramsPlan = remembered((x, y, window) => {
  const layout = paramsLayout(x, y, window)
  const { sheet, rows, taps, lengths } = layout
  const tables = tablesOf(lengths.slice(2, 6), (i32, [pixels, places, table, terms]) => {
    writeVectors(i32, pixels, places, rows)
    writeTaps(i32, table, sheet, window)
    writeSteps(i32, terms, taps, 1)
  })
  return { ...layout, tables, filling: fillingOf(sheet, x.shape[2], x.shape[3], readBy(window)) }
})

export function convBackwardParams(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  window: Window,
  images: Images,
): void {
  const winograd = paramsWinograd(x, dy, window)
  if (winograd) paramsAtPoints(machine, winograd, x, dy, dWeights, window, images)
  else paramsByTaps(machine, x, dy, dWeights, window, images)
  if (dBiases === null) return
  const [, filters, oh, ow] = dy.shape
  const gradient = machine.at(dy.data) + bytes(images.from * filters * oh * ow)
  machine.run.addPlaneSums(gradient, oh * ow, filters, images.to - images.from, machine.at(dBiases.data))
}

function paramsAtPoints(
  machine: Machine,
  plan: NonNullable<ReturnType<typeof paramsWinograd>>,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  { groups }: Window,
  images: Images,
): void {
  const [from, gradient, to] = [machine.at(x.data), machine.at(dy.data), machine.at(dWeights.data)]
  const { channels, filters, taps, height, width } = plan
  const [read, given] = [bytes(channels * x.shape[2] * x.shape[3]), bytes(filters * height * width)]
  for (let group = 0; group < groups; group++) {
    correlateAtPoints(
      machine,
      plan,
      {
        gradients: to + bytes(group * filters * channels * taps * taps),
        x: (n) => from + (n * groups + group) * read,
        upstream: (n) => gradient + (n * groups + group) * given,
      },
      images,
    )
  }
}

/**
 * dW[f][tap] += Σ dY[f][pixel] · x[pixel + tap], image by image or, on small planes, four by four: cut a batch at multiples of four and
 * the bits agree.
 */
function paramsByTaps(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  window: Window,
  images: Images,
): void {
  const [, c, h, w] = x.shape
  const [, filters, oh, ow] = dy.shape
  const plan = paramsPlan(x, dy, window)
  const { sheet, inPlace, vectors, tail, taps, perGroup, source, upstream } = plan
  const [from, gradient, to] = [machine.at(x.data), machine.at(dy.data), machine.at(dWeights.data)]
  const [bordered, madeUp, pixels, , table, terms, sums] = machine.lay(plan.lengths)
  const { run, f32, i32 } = machine
  i32.set(plan.tables, pixels / 4)
  f32.fill(0, bordered / 4, bordered / 4 + source * plan.images)
  f32.fill(0, madeUp / 4, madeUp / 4 + upstream * plan.images)
  for (let group = 0; group < window.groups; group++) {
    const first = group * perGroup
    const target = to + bytes(first * taps)
    run.pack(target, bytes(taps), perGroup, terms, taps, sums)
    for (let n = images.from; n < images.to; n += plan.images) {
      const count = Math.min(plan.images, images.to - n)
      const picture = (k: number) => from + bytes(((n + k) * c + group * sheet.channels) * h * w)
      const dPicture = (k: number) => gradient + bytes(((n + k) * filters + first) * oh * ow)
      for (let k = 0; k < count && !inPlace; k++)
        fillSheet(machine, bordered + bytes(k * source), plan.filling, picture(k))
      for (let k = 0; k < count && upstream > 0; k++)
        makeUp(machine, dPicture(k), perGroup * oh, ow, madeUp + bytes(k * upstream))
      run.correlate(
        inPlace ? picture(0) : bordered,
        inPlace ? bytes(c * h * w) : bytes(source),
        pixels,
        vectors - (tail > 0 ? 1 : 0),
        tail,
        table,
        taps,
        upstream > 0 ? madeUp : dPicture(0),
        upstream > 0 ? bytes(upstream) : bytes(filters * oh * ow),
        upstream > 0 ? bytes(vectors * 4) : bytes(oh * ow),
        perGroup,
        count,
        sums,
      )
    }
    run.unpack(sums, target, bytes(taps), perGroup, terms, taps)
  }
}

/** Rows of `columns` numbers, each to be followed by zeros up to a multiple of four, which are there already. */
function makeUp({ run }: Machine, from: number, rows: number, columns: number, to: number): void {
  const width = Math.ceil(columns / 4) * 4
  run.copyBlock(from, 0, bytes(columns), bytes(1), to, 0, bytes(width), 1, rows, columns)
}
