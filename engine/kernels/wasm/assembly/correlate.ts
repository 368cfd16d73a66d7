import { firstLanes, sumsOf } from './lanes'

/**
 * sums[f/4][t][f%4] += Σ over images and pixels of dy[image][f][pixel] · source[image][pixel + t].
 *
 * Pixels come as vectors of four: one after the other in dy, `pixels[v]` after `source`. `tail`: how many numbers of one more vector
 * there are, 0 to 3. Images lie `sourceStep` and `dyStep` apart, filters `plane`. `sums` has room for a multiple of four filters.
 * Tiles of 4 filters × 2 taps, or 2 × 4 where one or two filters are left; the lanes of a sum are added up once for all images.
 */
export function correlate(
  source: usize,
  sourceStep: usize,
  pixels: usize,
  vectors: i32,
  tail: i32,
  taps: usize,
  tapCount: i32,
  dy: usize,
  dyStep: usize,
  plane: usize,
  filters: i32,
  images: i32,
  sums: usize,
): void {
  const pixelsEnd = pixels + ((<usize>vectors) << 2)
  for (let f = 0; f < filters; f += 4) {
    const left = filters - f
    if (left > 2) {
      for (let t = 0; t < tapCount; t += 2) {
        tile4x2(
          source,
          sourceStep,
          pixels,
          pixelsEnd,
          tail,
          taps,
          t,
          tapCount - 1,
          dy,
          dyStep,
          plane,
          left > 3,
          images,
          sums,
        )
      }
    } else {
      for (let t = 0; t < tapCount; t += 4) {
        tile2x4(
          source,
          sourceStep,
          pixels,
          pixelsEnd,
          tail,
          taps,
          t,
          tapCount - 1,
          dy,
          dyStep,
          plane,
          left > 1,
          images,
          sums,
        )
      }
    }
    dy += plane << 2
    sums += (<usize>tapCount) << 4
  }
}

function tile4x2(
  source: usize,
  sourceStep: usize,
  pixels: usize,
  pixelsEnd: usize,
  tail: i32,
  taps: usize,
  first: i32,
  last: i32,
  dyA: usize,
  dyStep: usize,
  plane: usize,
  fourth: bool,
  images: i32,
  sums: usize,
): void {
  let a0 = f32x4.splat(0)
  let a1 = a0
  let b0 = a0
  let b1 = a0
  let c0 = a0
  let c1 = a0
  let d0 = a0
  let d1 = a0
  let from0 = source + load<u32>(taps + ((<usize>first) << 2))
  let from1 = source + load<u32>(taps + ((<usize>min(first + 1, last)) << 2))
  const toC = plane << 1
  const toD = fourth ? toC + plane : toC
  const inside = firstLanes(tail)
  for (let n = 0; n < images; n++) {
    let at = dyA
    let pixel = pixels
    while (pixel < pixelsEnd) {
      const offset = load<u32>(pixel)
      const x0 = v128.load(from0 + offset)
      const x1 = v128.load(from1 + offset)
      const a = v128.load(at)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      const b = v128.load(at + plane)
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      const c = v128.load(at + toC)
      c0 = f32x4.add(c0, f32x4.mul(c, x0))
      c1 = f32x4.add(c1, f32x4.mul(c, x1))
      const d = v128.load(at + toD)
      d0 = f32x4.add(d0, f32x4.mul(d, x0))
      d1 = f32x4.add(d1, f32x4.mul(d, x1))
      at += 16
      pixel += 4
    }
    if (tail) {
      const offset = load<u32>(pixel)
      const x0 = v128.and(v128.load(from0 + offset), inside)
      const x1 = v128.and(v128.load(from1 + offset), inside)
      const a = v128.and(v128.load(at), inside)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      const b = v128.and(v128.load(at + plane), inside)
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      const c = v128.and(v128.load(at + toC), inside)
      c0 = f32x4.add(c0, f32x4.mul(c, x0))
      c1 = f32x4.add(c1, f32x4.mul(c, x1))
      const d = v128.and(v128.load(at + toD), inside)
      d0 = f32x4.add(d0, f32x4.mul(d, x0))
      d1 = f32x4.add(d1, f32x4.mul(d, x1))
    }
    from0 += sourceStep
    from1 += sourceStep
    dyA += dyStep
  }
  const to = sums + ((<usize>first) << 4)
  v128.store(to, f32x4.add(v128.load(to), sumsOf(a0, b0, c0, d0)))
  if (first < last) v128.store(to, f32x4.add(v128.load(to, 16), sumsOf(a1, b1, c1, d1)), 16)
}

function tile2x4(
  source: usize,
  sourceStep: usize,
  pixels: usize,
  pixelsEnd: usize,
  tail: i32,
  taps: usize,
  first: i32,
  last: i32,
  dyA: usize,
  dyStep: usize,
  plane: usize,
  second: bool,
  images: i32,
  sums: usize,
): void {
  const zero = f32x4.splat(0)
  let a0 = zero
  let a1 = zero
  let a2 = zero
  let a3 = zero
  let b0 = zero
  let b1 = zero
  let b2 = zero
  let b3 = zero
  let from0 = source + load<u32>(taps + ((<usize>first) << 2))
  let from1 = source + load<u32>(taps + ((<usize>min(first + 1, last)) << 2))
  let from2 = source + load<u32>(taps + ((<usize>min(first + 2, last)) << 2))
  let from3 = source + load<u32>(taps + ((<usize>min(first + 3, last)) << 2))
  const toB = second ? plane : 0
  const inside = firstLanes(tail)
  for (let n = 0; n < images; n++) {
    let at = dyA
    let pixel = pixels
    while (pixel < pixelsEnd) {
      const offset = load<u32>(pixel)
      const a = v128.load(at)
      const b = v128.load(at + toB)
      const x0 = v128.load(from0 + offset)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      const x1 = v128.load(from1 + offset)
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      const x2 = v128.load(from2 + offset)
      a2 = f32x4.add(a2, f32x4.mul(a, x2))
      b2 = f32x4.add(b2, f32x4.mul(b, x2))
      const x3 = v128.load(from3 + offset)
      a3 = f32x4.add(a3, f32x4.mul(a, x3))
      b3 = f32x4.add(b3, f32x4.mul(b, x3))
      at += 16
      pixel += 4
    }
    if (tail) {
      const offset = load<u32>(pixel)
      const a = v128.and(v128.load(at), inside)
      const b = v128.and(v128.load(at + toB), inside)
      const x0 = v128.and(v128.load(from0 + offset), inside)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      const x1 = v128.and(v128.load(from1 + offset), inside)
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      const x2 = v128.and(v128.load(from2 + offset), inside)
      a2 = f32x4.add(a2, f32x4.mul(a, x2))
      b2 = f32x4.add(b2, f32x4.mul(b, x2))
      const x3 = v128.and(v128.load(from3 + offset), inside)
      a3 = f32x4.add(a3, f32x4.mul(a, x3))
      b3 = f32x4.add(b3, f32x4.mul(b, x3))
    }
    from0 += sourceStep
    from1 += sourceStep
    from2 += sourceStep
    from3 += sourceStep
    dyA += dyStep
  }
  const to = sums + ((<usize>first) << 4)
  v128.store(to, f32x4.add(v128.load(to), sumsOf(a0, b0, zero, zero)))
  if (first < last) v128.store(to, f32x4.add(v128.load(to, 16), sumsOf(a1, b1, zero, zero)), 16)
  if (first + 1 < last) v128.store(to, f32x4.add(v128.load(to, 32), sumsOf(a2, b2, zero, zero)), 32)
  if (first + 2 < last) v128.store(to, f32x4.add(v128.load(to, 48), sumsOf(a3, b3, zero, zero)), 48)
}
