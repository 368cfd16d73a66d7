import type { Images } from '../kernels'
import type { Machine } from './machine'
import { bytes, fillSheet } from './sheet'
import { IMAGES, type paramsWinograd } from './winograd-layout'

type Plan = NonNullable<ReturnType<typeof paramsWinograd>>

/** The addresses of one group: of its gradient `[filters][channels][taps²]`, and of image n. */
export interface Ends {
  readonly gradients: number
  x(n: number): number
  upstream(n: number): number
}

/** dW += Gᵀ [Σ (A dY Aᵀ) ⊙ (Bᵀ x B)] G, of one group of images `from` to `to` − 1. */
export function correlateAtPoints(machine: Machine, plan: Plan, ends: Ends, images: Images): void {
  const { taps, points, channels, filters, room, steps, lengths } = plan
  const [sheet, upstreamSheet, tiles, upstream, sums, terms, packed] = machine.lay(lengths)
  const { run, f32, i32 } = machine
  const place: Place = { sheet, upstreamSheet, tiles, upstream }
  f32.fill(0, sheet / 4, sheet / 4 + lengths[0])
  f32.fill(0, upstreamSheet / 4, upstreamSheet / 4 + lengths[1])
  f32.fill(0, sums / 4, sums / 4 + lengths[4])
  const termCount = lengths[5]
  for (let t = 0; t < termCount; t++) i32[terms / 4 + t] = bytes(t)
  run.pack(ends.gradients, bytes(termCount), filters, terms, termCount, packed)
  for (let block = images.from; block < images.to; block += IMAGES) {
    const end = Math.min(block + IMAGES, images.to)
    for (let n = block; n < end; n += plan.images) {
      const last = Math.min(n + plan.images, end)
      for (let row = 0; 2 * row < plan.height; row += plan.rows) {
        const rows = Math.min(plan.rows, Math.ceil(plan.height / 2) - row)
        const pairs = Math.ceil((rows * plan.vectors) / 2)
        for (let k = n; k < last; k++) transformRows(machine, plan, place, ends, k, k - n, row, rows)
        run.correlatePoints(
          points,
          upstream,
          steps.upstream,
          tiles,
          steps.input,
          sums,
          steps.sums,
          room.filters,
          room.channels,
          pairs * (last - n),
        )
      }
    }
    run.addGradients(taps, sums, steps.sums, room.filters, channels, packed)
  }
  run.unpack(packed, ends.gradients, bytes(termCount), filters, terms, termCount)
}

interface Place {
  readonly sheet: number
  readonly upstreamSheet: number
  readonly tiles: number
  readonly upstream: number
}

/** Rows of tiles of image n, from `row` on, of x and dY; it is number k of those that are at their points at once. */
function transformRows(
  machine: Machine,
  plan: Plan,
  place: Place,
  ends: Ends,
  n: number,
  k: number,
  row: number,
  rows: number,
): void {
  const { run } = machine
  const { taps, channels, filters, room, vectors, pairs, steps } = plan
  if (row === 0) {
    fillSheet(machine, place.sheet, plan.filling, ends.x(n))
    fillSheet(machine, place.upstreamSheet, plan.upstreamFilling, ends.upstream(n))
  }
  const [plane, pitch] = [bytes(plan.sheet.rows * plan.sheet.pitch), bytes(plan.sheet.pitch)]
  run.transformInput(
    taps,
    place.sheet + 2 * row * pitch,
    plane,
    pitch,
    channels,
    room.channels,
    rows,
    vectors,
    place.tiles + bytes(k * pairs * room.channels * 8),
    steps.input,
  )
  const dSheet = plan.upstreamSheet
  run.transformUpstream(
    taps,
    place.upstreamSheet + bytes(2 * row * dSheet.pitch),
    bytes(dSheet.rows * dSheet.pitch),
    bytes(dSheet.pitch),
    filters,
    room.filters,
    rows,
    vectors,
    place.upstream + bytes(k * pairs * room.filters * 8),
    steps.upstream,
  )
}
