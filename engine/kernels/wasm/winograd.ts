import type { Images } from '../kernels'
import type { Machine } from './machine'
import { bytes, fillSheet, multipleOf4 } from './sheet'
import type { Winograd } from './winograd-layout'

/** Which weights one group takes, in bytes: of filter f, from `from` + f · `filterStep` on; `term(t)` of them is tap t of `[channels][taps²]`. */
export interface Weights {
  readonly from: number
  readonly filterStep: number
  term(t: number): number
}

/** The addresses of one group: of the biases, 0 where results are added to what is there, null where there are none; of image n. */
export interface Ends {
  readonly biases: number | null
  read(n: number): number
  written(n: number): number
}

/** One group of images `from` to `to` − 1. */
export function convolveAtPoints(
  machine: Machine,
  plan: Winograd,
  weights: Weights,
  ends: Ends,
  images: Images,
): void {
  const { taps, points, sheet, channels, filters, height, width, vectors, steps, lengths } = plan
  const [bordered, terms, packed, factors, tiles, results, zeros] = machine.lay(lengths)
  const { run, f32, i32 } = machine
  f32.fill(0, bordered / 4, bordered / 4 + lengths[0])
  f32.fill(0, zeros / 4, zeros / 4 + filters)
  for (let t = 0; t < lengths[1]; t++) i32[terms / 4 + t] = weights.term(t)
  run.pack(weights.from, weights.filterStep, filters, terms, lengths[1], packed)
  run.transformFilters(taps, packed, (multipleOf4(filters) / 4) * channels, factors, steps.filters)
  const [plane, pitch] = [bytes(sheet.rows * sheet.pitch), bytes(sheet.pitch)]
  for (let n = images.from; n < images.to; n++) {
    fillSheet(machine, bordered, plan.filling, ends.read(n))
    for (let row = 0; 2 * row < height; row += plan.rows) {
      const rows = Math.min(plan.rows, Math.ceil(height / 2) - row)
      run.transformInput(
        taps,
        bordered + 2 * row * pitch,
        plane,
        pitch,
        channels,
        channels,
        rows,
        vectors,
        tiles,
        steps.input,
      )
      run.multiplyPoints(
        points,
        factors,
        steps.filters,
        tiles,
        steps.input,
        results,
        steps.output,
        filters,
        channels,
        Math.ceil((rows * vectors) / 2),
      )
      run.transformOutput(
        taps,
        results,
        steps.output,
        filters,
        rows,
        vectors,
        ends.biases ?? zeros,
        ends.written(n) + bytes(2 * row * width),
        bytes(height * width),
        height - 2 * row,
        width,
      )
    }
  }
}
