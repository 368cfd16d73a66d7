import { storeLanes } from './lanes'

/**
 * out[f][p] = biases[f] + Σ_t packed[f/4][t][f%4] · source[p + t]; without biases (address 0) the sum is added to what is there.
 *
 * Pixels come as vectors of four that lie side by side in the source and in the result, in rows of any length: vector v begins
 * `pixels[v]` after `source` and `places[v]` after the plane of its filter, which ends at the last of the `places`. Where a row
 * ends, the next vector begins less than four numbers later: that many are stored. Taps come in runs of `length` taps that lie `step`
 * apart: `runs[r]` tells how far the first one is from its pixel. With one run per row of a filter the inner loop has no table to
 * read, which is a tenth of its time.
 *
 * Tiles of 4 filters × 2 vectors: eight sums in registers; with more, V8 spills them and the speed halves. One or two filters that are
 * left take 2 × 4. Vectors are taken in strips, whose part of the source stays in the nearest cache for all filters.
 */
export function gather(
  source: usize,
  pixels: usize,
  runs: usize,
  runCount: i32,
  length: i32,
  step: usize,
  packed: usize,
  biases: usize,
  filters: i32,
  out: usize,
  plane: usize,
  places: usize,
  vectors: i32,
  strip: i32,
): void {
  const runsEnd = runs + ((<usize>runCount) << 2)
  const runBytes = (<usize>length) << 4
  const panel = runBytes * <usize>runCount
  for (let first = 0; first < vectors; first += strip) {
    const end = min(first + strip, vectors)
    for (let f = 0; f < filters; f += 4) {
      const factors = packed + panel * <usize>(f >> 2)
      const bias = biases === 0 ? 0 : biases + ((<usize>f) << 2)
      const to = out + plane * <usize>f
      const left = filters - f
      if (left > 2) {
        tiles4x2(
          source,
          pixels,
          runs,
          runsEnd,
          runBytes,
          step,
          factors,
          bias,
          to,
          plane,
          left > 3,
          places,
          first,
          end,
        )
      } else {
        tiles2x4(
          source,
          pixels,
          runs,
          runsEnd,
          runBytes,
          step,
          factors,
          bias,
          to,
          plane,
          left > 1,
          places,
          first,
          end,
        )
      }
    }
  }
}

/**
 * A vector or filter that is missing is the last one again: it is computed from the same numbers and stored to the same place, the true
 * one last. Vectors that lie side by side, as most do, are read from one address: a sum less in the loop, and it is one part in twenty
 * faster.
 */
function tiles4x2(
  source: usize,
  pixels: usize,
  runs: usize,
  runsEnd: usize,
  runBytes: usize,
  step: usize,
  packed: usize,
  biases: usize,
  toA: usize,
  plane: usize,
  fourth: bool,
  places: usize,
  first: i32,
  end: i32,
): void {
  const toB = toA + plane
  const toC = toB + plane
  const toD = fourth ? toC + plane : toC
  for (let v = first; v < end; v += 2) {
    const v0 = (<usize>v) << 2
    const v1 = (<usize>min(v + 1, end - 1)) << 2
    const from0 = source + load<u32>(pixels + v0)
    const from1 = source + load<u32>(pixels + v1)
    const place0 = load<u32>(places + v0)
    const place1 = load<u32>(places + v1)
    let a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128
    if (biases) {
      a0 = a1 = v128.load32_splat(biases)
      b0 = b1 = v128.load32_splat(biases, 4)
      c0 = c1 = v128.load32_splat(biases, 8)
      d0 = d1 = v128.load32_splat(biases, 12)
    } else {
      a0 = v128.load(toA + place0)
      a1 = v128.load(toA + place1)
      b0 = v128.load(toB + place0)
      b1 = v128.load(toB + place1)
      c0 = v128.load(toC + place0)
      c1 = v128.load(toC + place1)
      d0 = v128.load(toD + place0)
      d1 = v128.load(toD + place1)
    }
    let run = runs
    let factors = packed
    if (from1 - from0 === 16) {
      do {
        const away = load<u32>(run)
        const runEnd = factors + runBytes
        let at = from0 + away
        do {
          const x0 = v128.load(at)
          const x1 = v128.load(at, 16)
          const a = v128.load32_splat(factors)
          a0 = f32x4.add(a0, f32x4.mul(a, x0))
          a1 = f32x4.add(a1, f32x4.mul(a, x1))
          const b = v128.load32_splat(factors, 4)
          b0 = f32x4.add(b0, f32x4.mul(b, x0))
          b1 = f32x4.add(b1, f32x4.mul(b, x1))
          const c = v128.load32_splat(factors, 8)
          c0 = f32x4.add(c0, f32x4.mul(c, x0))
          c1 = f32x4.add(c1, f32x4.mul(c, x1))
          const d = v128.load32_splat(factors, 12)
          d0 = f32x4.add(d0, f32x4.mul(d, x0))
          d1 = f32x4.add(d1, f32x4.mul(d, x1))
          factors += 16
          at += step
        } while (factors < runEnd)
        run += 4
      } while (run < runsEnd)
    } else {
      do {
        const away = load<u32>(run)
        const runEnd = factors + runBytes
        let at0 = from0 + away
        let at1 = from1 + away
        do {
          const x0 = v128.load(at0)
          const x1 = v128.load(at1)
          const a = v128.load32_splat(factors)
          a0 = f32x4.add(a0, f32x4.mul(a, x0))
          a1 = f32x4.add(a1, f32x4.mul(a, x1))
          const b = v128.load32_splat(factors, 4)
          b0 = f32x4.add(b0, f32x4.mul(b, x0))
          b1 = f32x4.add(b1, f32x4.mul(b, x1))
          const c = v128.load32_splat(factors, 8)
          c0 = f32x4.add(c0, f32x4.mul(c, x0))
          c1 = f32x4.add(c1, f32x4.mul(c, x1))
          const d = v128.load32_splat(factors, 12)
          d0 = f32x4.add(d0, f32x4.mul(d, x0))
          d1 = f32x4.add(d1, f32x4.mul(d, x1))
          factors += 16
          at0 += step
          at1 += step
        } while (factors < runEnd)
        run += 4
      } while (run < runsEnd)
    }
    const lanes0 = (load<u32>(places + v0, 4) - place0) >> 2
    const lanes1 = (load<u32>(places + v1, 4) - place1) >> 2
    if (lanes0 + lanes1 >= 8) {
      v128.store(toD + place0, d0)
      v128.store(toD + place1, d1)
      v128.store(toC + place0, c0)
      v128.store(toC + place1, c1)
      v128.store(toB + place0, b0)
      v128.store(toB + place1, b1)
      v128.store(toA + place0, a0)
      v128.store(toA + place1, a1)
      continue
    }
    storeLanes(toD + place0, d0, lanes0)
    storeLanes(toD + place1, d1, lanes1)
    storeLanes(toC + place0, c0, lanes0)
    storeLanes(toC + place1, c1, lanes1)
    storeLanes(toB + place0, b0, lanes0)
    storeLanes(toB + place1, b1, lanes1)
    storeLanes(toA + place0, a0, lanes0)
    storeLanes(toA + place1, a1, lanes1)
  }
}

function tiles2x4(
  source: usize,
  pixels: usize,
  runs: usize,
  runsEnd: usize,
  runBytes: usize,
  step: usize,
  packed: usize,
  biases: usize,
  toA: usize,
  plane: usize,
  second: bool,
  places: usize,
  first: i32,
  end: i32,
): void {
  const toB = second ? toA + plane : toA
  for (let v = first; v < end; v += 4) {
    const v0 = (<usize>v) << 2
    const v1 = (<usize>min(v + 1, end - 1)) << 2
    const v2 = (<usize>min(v + 2, end - 1)) << 2
    const v3 = (<usize>min(v + 3, end - 1)) << 2
    const from0 = source + load<u32>(pixels + v0)
    const from1 = source + load<u32>(pixels + v1)
    const from2 = source + load<u32>(pixels + v2)
    const from3 = source + load<u32>(pixels + v3)
    const place0 = load<u32>(places + v0)
    const place1 = load<u32>(places + v1)
    const place2 = load<u32>(places + v2)
    const place3 = load<u32>(places + v3)
    let a0: v128, a1: v128, a2: v128, a3: v128, b0: v128, b1: v128, b2: v128, b3: v128
    if (biases) {
      a0 = a1 = a2 = a3 = v128.load32_splat(biases)
      b0 = b1 = b2 = b3 = v128.load32_splat(biases, 4)
    } else {
      a0 = v128.load(toA + place0)
      a1 = v128.load(toA + place1)
      a2 = v128.load(toA + place2)
      a3 = v128.load(toA + place3)
      b0 = v128.load(toB + place0)
      b1 = v128.load(toB + place1)
      b2 = v128.load(toB + place2)
      b3 = v128.load(toB + place3)
    }
    let run = runs
    let factors = packed
    if (from1 - from0 === 16 && from2 - from1 === 16 && from3 - from2 === 16) {
      do {
        const away = load<u32>(run)
        const runEnd = factors + runBytes
        let at = from0 + away
        do {
          const a = v128.load32_splat(factors)
          const b = v128.load32_splat(factors, 4)
          const x0 = v128.load(at)
          a0 = f32x4.add(a0, f32x4.mul(a, x0))
          b0 = f32x4.add(b0, f32x4.mul(b, x0))
          const x1 = v128.load(at, 16)
          a1 = f32x4.add(a1, f32x4.mul(a, x1))
          b1 = f32x4.add(b1, f32x4.mul(b, x1))
          const x2 = v128.load(at, 32)
          a2 = f32x4.add(a2, f32x4.mul(a, x2))
          b2 = f32x4.add(b2, f32x4.mul(b, x2))
          const x3 = v128.load(at, 48)
          a3 = f32x4.add(a3, f32x4.mul(a, x3))
          b3 = f32x4.add(b3, f32x4.mul(b, x3))
          factors += 16
          at += step
        } while (factors < runEnd)
        run += 4
      } while (run < runsEnd)
    } else {
      do {
        const away = load<u32>(run)
        const runEnd = factors + runBytes
        let at0 = from0 + away
        let at1 = from1 + away
        let at2 = from2 + away
        let at3 = from3 + away
        do {
          const a = v128.load32_splat(factors)
          const b = v128.load32_splat(factors, 4)
          const x0 = v128.load(at0)
          a0 = f32x4.add(a0, f32x4.mul(a, x0))
          b0 = f32x4.add(b0, f32x4.mul(b, x0))
          const x1 = v128.load(at1)
          a1 = f32x4.add(a1, f32x4.mul(a, x1))
          b1 = f32x4.add(b1, f32x4.mul(b, x1))
          const x2 = v128.load(at2)
          a2 = f32x4.add(a2, f32x4.mul(a, x2))
          b2 = f32x4.add(b2, f32x4.mul(b, x2))
          const x3 = v128.load(at3)
          a3 = f32x4.add(a3, f32x4.mul(a, x3))
          b3 = f32x4.add(b3, f32x4.mul(b, x3))
          factors += 16
          at0 += step
          at1 += step
          at2 += step
          at3 += step
        } while (factors < runEnd)
        run += 4
      } while (run < runsEnd)
    }
    const lanes0 = (load<u32>(places + v0, 4) - place0) >> 2
    const lanes1 = (load<u32>(places + v1, 4) - place1) >> 2
    const lanes2 = (load<u32>(places + v2, 4) - place2) >> 2
    const lanes3 = (load<u32>(places + v3, 4) - place3) >> 2
    storeLanes(toB + place0, b0, lanes0)
    storeLanes(toB + place1, b1, lanes1)
    storeLanes(toB + place2, b2, lanes2)
    storeLanes(toB + place3, b3, lanes3)
    storeLanes(toA + place0, a0, lanes0)
    storeLanes(toA + place1, a1, lanes1)
    storeLanes(toA + place2, a2, lanes2)
    storeLanes(toA + place3, a3, lanes3)
  }
}
