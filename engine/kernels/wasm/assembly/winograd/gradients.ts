import { sumsOf } from '../lanes'

/**
 * At each of the points: sums `[filters/4][channels/2][2][4][4 lanes]` += Σ over the pairs of vectors, lane by lane, of dY
 * `[pairs][filters][2][4]` · x `[pairs][channels][2][4]`; filters are a multiple of four, channels of two. Tiles of 4 × 2: eight sums in
 * registers.
 */
export function correlatePoints(
  pointCount: i32,
  upstream: usize,
  upstreamStep: usize,
  source: usize,
  sourceStep: usize,
  sums: usize,
  sumStep: usize,
  filters: i32,
  channels: i32,
  pairs: i32,
): void {
  const dStep = (<usize>filters) << 5
  const xStep = (<usize>channels) << 5
  for (let p = 0; p < pointCount; p++) {
    let to = sums
    for (let f = 0; f < filters; f += 4) {
      const at = upstream + ((<usize>f) << 5)
      for (let k = 0; k < channels; k += 2) {
        correlate4x2(at, dStep, source + ((<usize>k) << 5), xStep, pairs, to)
        to += 128
      }
    }
    upstream += upstreamStep
    source += sourceStep
    sums += sumStep
  }
}

function correlate4x2(y: usize, dStep: usize, x: usize, xStep: usize, pairs: i32, to: usize): void {
  let a0 = v128.load(to)
  let b0 = v128.load(to, 16)
  let c0 = v128.load(to, 32)
  let d0 = v128.load(to, 48)
  let a1 = v128.load(to, 64)
  let b1 = v128.load(to, 80)
  let c1 = v128.load(to, 96)
  let d1 = v128.load(to, 112)
  const end = x + xStep * <usize>pairs
  do {
    const x0 = v128.load(x)
    const x1 = v128.load(x, 32)
    const a = v128.load(y)
    a0 = f32x4.add(a0, f32x4.mul(a, x0))
    a1 = f32x4.add(a1, f32x4.mul(a, x1))
    const b = v128.load(y, 32)
    b0 = f32x4.add(b0, f32x4.mul(b, x0))
    b1 = f32x4.add(b1, f32x4.mul(b, x1))
    const c = v128.load(y, 64)
    c0 = f32x4.add(c0, f32x4.mul(c, x0))
    c1 = f32x4.add(c1, f32x4.mul(c, x1))
    const d = v128.load(y, 96)
    d0 = f32x4.add(d0, f32x4.mul(d, x0))
    d1 = f32x4.add(d1, f32x4.mul(d, x1))
    const z0 = v128.load(x, 16)
    const z1 = v128.load(x, 48)
    const e = v128.load(y, 16)
    a0 = f32x4.add(a0, f32x4.mul(e, z0))
    a1 = f32x4.add(a1, f32x4.mul(e, z1))
    const g = v128.load(y, 48)
    b0 = f32x4.add(b0, f32x4.mul(g, z0))
    b1 = f32x4.add(b1, f32x4.mul(g, z1))
    const h = v128.load(y, 80)
    c0 = f32x4.add(c0, f32x4.mul(h, z0))
    c1 = f32x4.add(c1, f32x4.mul(h, z1))
    const i = v128.load(y, 112)
    d0 = f32x4.add(d0, f32x4.mul(i, z0))
    d1 = f32x4.add(d1, f32x4.mul(i, z1))
    y += dStep
    x += xStep
  } while (x < end)
  v128.store(to, a0)
  v128.store(to, b0, 16)
  v128.store(to, c0, 32)
  v128.store(to, d0, 48)
  v128.store(to, a1, 64)
  v128.store(to, b1, 80)
  v128.store(to, c1, 96)
  v128.store(to, d1, 112)
}

/** Numbers whose rows are transformed and whose columns are not. */
const halfway = memory.data(30 * 16, 16)

/**
 * Gᵀ dU G of sums as above, points `step` bytes apart, is added to `[filters/4][channels][taps][taps][4]`; a last channel that makes them
 * even is left out.
 * The sums are 0 afterwards.
 */
export function addGradients(
  taps: i32,
  sums: usize,
  step: usize,
  filters: i32,
  channels: i32,
  to: usize,
): void {
  const points = taps + 1
  const side = (<usize>taps) << 4
  const count = filters >> 2
  for (let i = 0; i < count * channels; i++) {
    let column = sums
    for (let p = 0; p < points; p++) {
      const down = <usize>points * step
      if (taps === 3) backFrom4(column, down, halfway + ((<usize>p) << 4), 64)
      else backFrom6(column, down, halfway + ((<usize>p) << 4), 96)
      column += step
    }
    for (let r = 0; r < taps; r++) {
      if (taps === 3) addFrom4(halfway + ((<usize>r) << 6), to)
      else addFrom6(halfway + <usize>r * 96, to)
      to += side
    }
    sums += 64
    if ((channels & 1) !== 0 && i % channels === channels - 1) sums += 64
  }
}

/** The four sums at one point, which are then 0. */
function taken(at: usize): v128 {
  const four = sumsOf(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48))
  const none = f32x4.splat(0)
  v128.store(at, none)
  v128.store(at, none, 16)
  v128.store(at, none, 32)
  v128.store(at, none, 48)
  return four
}

function backFrom4(at: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = taken(at)
  const u1 = taken(at + step)
  const u2 = taken(at + 2 * step)
  const u3 = taken(at + 3 * step)
  const half = f32x4.splat(0.5)
  const even = f32x4.mul(half, f32x4.add(u1, u2))
  v128.store(to, f32x4.add(u0, even))
  v128.store(to + toStep, f32x4.mul(half, f32x4.sub(u1, u2)))
  v128.store(to + 2 * toStep, f32x4.add(even, u3))
}

function addFrom4(at: usize, to: usize): void {
  const u1 = v128.load(at, 16)
  const u2 = v128.load(at, 32)
  const half = f32x4.splat(0.5)
  const even = f32x4.mul(half, f32x4.add(u1, u2))
  v128.store(to, f32x4.add(v128.load(to), f32x4.add(v128.load(at), even)))
  v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(half, f32x4.sub(u1, u2))), 16)
  v128.store(to, f32x4.add(v128.load(to, 32), f32x4.add(even, v128.load(at, 48))), 32)
}

function backFrom6(at: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = taken(at)
  const u1 = taken(at + step)
  const u2 = taken(at + 2 * step)
  const u3 = taken(at + 3 * step)
  const u4 = taken(at + 4 * step)
  const u5 = taken(at + 5 * step)
  const sixth = f32x4.splat(-1.0 / 6)
  const part = f32x4.splat(1.0 / 24)
  const even = f32x4.mul(sixth, f32x4.add(u1, u2))
  const odd = f32x4.mul(sixth, f32x4.sub(u1, u2))
  const far = f32x4.mul(part, f32x4.add(u3, u4))
  const farOdd = f32x4.mul(part, f32x4.sub(u3, u4))
  v128.store(to, f32x4.add(f32x4.mul(f32x4.splat(0.25), u0), f32x4.add(even, far)))
  v128.store(to + toStep, f32x4.add(odd, f32x4.mul(f32x4.splat(2), farOdd)))
  v128.store(to + 2 * toStep, f32x4.add(even, f32x4.mul(f32x4.splat(4), far)))
  v128.store(to + 3 * toStep, f32x4.add(odd, f32x4.mul(f32x4.splat(8), farOdd)))
  v128.store(to + 4 * toStep, f32x4.add(f32x4.add(even, u5), f32x4.mul(f32x4.splat(16), far)))
}

function addFrom6(at: usize, to: usize): void {
  const u1 = v128.load(at, 16)
  const u2 = v128.load(at, 32)
  const u3 = v128.load(at, 48)
  const u4 = v128.load(at, 64)
  const sixth = f32x4.splat(-1.0 / 6)
  const part = f32x4.splat(1.0 / 24)
  const even = f32x4.mul(sixth, f32x4.add(u1, u2))
  const odd = f32x4.mul(sixth, f32x4.sub(u1, u2))
  const far = f32x4.mul(part, f32x4.add(u3, u4))
  const farOdd = f32x4.mul(part, f32x4.sub(u3, u4))
  const g0 = f32x4.add(f32x4.mul(f32x4.splat(0.25), v128.load(at)), f32x4.add(even, far))
  v128.store(to, f32x4.add(v128.load(to), g0))
  v128.store(to, f32x4.add(v128.load(to, 16), f32x4.add(odd, f32x4.mul(f32x4.splat(2), farOdd))), 16)
  v128.store(to, f32x4.add(v128.load(to, 32), f32x4.add(even, f32x4.mul(f32x4.splat(4), far))), 32)
  v128.store(to, f32x4.add(v128.load(to, 48), f32x4.add(odd, f32x4.mul(f32x4.splat(8), farOdd))), 48)
  const g4 = f32x4.add(f32x4.add(even, v128.load(at, 80)), f32x4.mul(f32x4.splat(16), far))
  v128.store(to, f32x4.add(v128.load(to, 64), g4), 64)
}
