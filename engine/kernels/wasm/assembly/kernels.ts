/**
 * The compiled loops, in AssemblyScript: WebAssembly with SIMD, four float32 at a time. `npm run build:kernels` compiles them into
 * `../binary.ts`. Addresses are in bytes; the caller lays out the memory (`../machine.ts`).
 *
 * A source is one group of one image with its border, channel by channel, so that the pixels that a tap meets in a row of
 * windows lie side by side: `taps` holds, for each tap, how many bytes after the first window's corner it reads.
 * Rows of windows are `width` long, a multiple of 4: what is beyond the true width is computed and thrown away.
 */

/** The first address that is free. */
export function base(): usize {
  return __heap_base
}

/**
 * out[f][y][x] = biases[f] + Σ_t packed[f/4][t][f%4] · source[y·pitch + 4·x + taps[t]]. Tiles of 4 filters × 8 pixels: eight sums
 * in registers; with more, V8 spills them and the speed halves. Where one or two filters are left, tiles of 2 × 8. `out` has
 * room for a multiple of four filters.
 */
export function gather(
  source: usize,
  pitch: usize,
  taps: usize,
  tapCount: i32,
  packed: usize,
  biases: usize,
  filters: i32,
  out: usize,
  rows: i32,
  width: i32,
): void {
  const outPitch = (<usize>width) << 2
  const plane = outPitch * <usize>rows
  for (; filters > 0; filters -= 4) {
    const half = filters <= 2
    let from = source
    let to = out
    for (let y = 0; y < rows; y++) {
      let x: usize = 0
      for (; x + 32 <= outPitch; x += 32) {
        if (half) tile2x8(from + x, taps, tapCount, packed, biases, to + x, plane)
        else tile4x8(from + x, taps, tapCount, packed, biases, to + x, plane)
      }
      if (x < outPitch) tile4x4(from + x, taps, tapCount, packed, biases, to + x, plane)
      from += pitch
      to += outPitch
    }
    packed += (<usize>tapCount) << 4
    biases += 16
    out += plane << 2
  }
}

function tile4x8(
  from: usize,
  taps: usize,
  tapCount: i32,
  packed: usize,
  biases: usize,
  to: usize,
  plane: usize,
): void {
  let a0 = v128.load32_splat(biases)
  let a1 = a0
  let b0 = v128.load32_splat(biases, 4)
  let b1 = b0
  let c0 = v128.load32_splat(biases, 8)
  let c1 = c0
  let d0 = v128.load32_splat(biases, 12)
  let d1 = d0
  const end = taps + ((<usize>tapCount) << 2)
  while (taps < end) {
    const at = from + load<u32>(taps)
    const x0 = v128.load(at)
    const x1 = v128.load(at, 16)
    const a = v128.load32_splat(packed)
    a0 = f32x4.add(a0, f32x4.mul(a, x0))
    a1 = f32x4.add(a1, f32x4.mul(a, x1))
    const b = v128.load32_splat(packed, 4)
    b0 = f32x4.add(b0, f32x4.mul(b, x0))
    b1 = f32x4.add(b1, f32x4.mul(b, x1))
    const c = v128.load32_splat(packed, 8)
    c0 = f32x4.add(c0, f32x4.mul(c, x0))
    c1 = f32x4.add(c1, f32x4.mul(c, x1))
    const d = v128.load32_splat(packed, 12)
    d0 = f32x4.add(d0, f32x4.mul(d, x0))
    d1 = f32x4.add(d1, f32x4.mul(d, x1))
    packed += 16
    taps += 4
  }
  v128.store(to, a0)
  v128.store(to, a1, 16)
  to += plane
  v128.store(to, b0)
  v128.store(to, b1, 16)
  to += plane
  v128.store(to, c0)
  v128.store(to, c1, 16)
  to += plane
  v128.store(to, d0)
  v128.store(to, d1, 16)
}

function tile2x8(
  from: usize,
  taps: usize,
  tapCount: i32,
  packed: usize,
  biases: usize,
  to: usize,
  plane: usize,
): void {
  let a0 = v128.load32_splat(biases)
  let a1 = a0
  let b0 = v128.load32_splat(biases, 4)
  let b1 = b0
  const end = taps + ((<usize>tapCount) << 2)
  while (taps < end) {
    const at = from + load<u32>(taps)
    const x0 = v128.load(at)
    const x1 = v128.load(at, 16)
    const a = v128.load32_splat(packed)
    a0 = f32x4.add(a0, f32x4.mul(a, x0))
    a1 = f32x4.add(a1, f32x4.mul(a, x1))
    const b = v128.load32_splat(packed, 4)
    b0 = f32x4.add(b0, f32x4.mul(b, x0))
    b1 = f32x4.add(b1, f32x4.mul(b, x1))
    packed += 16
    taps += 4
  }
  v128.store(to, a0)
  v128.store(to, a1, 16)
  to += plane
  v128.store(to, b0)
  v128.store(to, b1, 16)
}

function tile4x4(
  from: usize,
  taps: usize,
  tapCount: i32,
  packed: usize,
  biases: usize,
  to: usize,
  plane: usize,
): void {
  let a = v128.load32_splat(biases)
  let b = v128.load32_splat(biases, 4)
  let c = v128.load32_splat(biases, 8)
  let d = v128.load32_splat(biases, 12)
  const end = taps + ((<usize>tapCount) << 2)
  while (taps < end) {
    const x = v128.load(from + load<u32>(taps))
    a = f32x4.add(a, f32x4.mul(v128.load32_splat(packed), x))
    b = f32x4.add(b, f32x4.mul(v128.load32_splat(packed, 4), x))
    c = f32x4.add(c, f32x4.mul(v128.load32_splat(packed, 8), x))
    d = f32x4.add(d, f32x4.mul(v128.load32_splat(packed, 12), x))
    packed += 16
    taps += 4
  }
  v128.store(to, a)
  v128.store(to + plane, b)
  v128.store(to + 2 * plane, c)
  v128.store(to + 3 * plane, d)
}

/**
 * out[f][t] += Σ_{y, x} dy[f][y][x] · source[y·pitch + 4·x + taps[t]]. Tiles of 4 filters × 2 taps, or 2 × 2 where one or two filters
 * are left. dy is zero beyond the true width; it and `out` have room for a multiple of four filters.
 */
export function correlate(
  source: usize,
  pitch: usize,
  taps: usize,
  tapCount: i32,
  dy: usize,
  filters: i32,
  out: usize,
  rows: i32,
  width: i32,
): void {
  const plane = ((<usize>width) << 2) * <usize>rows
  const line = (<usize>tapCount) << 2
  for (; filters > 0; filters -= 4) {
    for (let t = 0; t < tapCount; t += 2) {
      const second = t + 1 < tapCount ? t + 1 : t
      if (filters <= 2) {
        tile2x2(
          source + load<u32>(taps + ((<usize>t) << 2)),
          source + load<u32>(taps + ((<usize>second) << 2)),
          pitch,
          dy,
          plane,
          rows,
          width,
          out + ((<usize>t) << 2),
          line,
          second > t,
        )
        continue
      }
      tile4x2(
        source + load<u32>(taps + ((<usize>t) << 2)),
        source + load<u32>(taps + ((<usize>second) << 2)),
        pitch,
        dy,
        plane,
        rows,
        width,
        out + ((<usize>t) << 2),
        line,
        second > t,
      )
    }
    dy += plane << 2
    out += line << 2
  }
}

function tile4x2(
  from0: usize,
  from1: usize,
  pitch: usize,
  dy: usize,
  plane: usize,
  rows: i32,
  width: i32,
  out: usize,
  line: usize,
  both: bool,
): void {
  let a0 = f32x4.splat(0)
  let a1 = a0
  let b0 = a0
  let b1 = a0
  let c0 = a0
  let c1 = a0
  let d0 = a0
  let d1 = a0
  const dyB = dy + plane
  const dyC = dyB + plane
  const dyD = dyC + plane
  const rowBytes = (<usize>width) << 2
  let at: usize = 0
  for (let y = 0; y < rows; y++) {
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const x0 = v128.load(from0 + i)
      const x1 = v128.load(from1 + i)
      const a = v128.load(dy + at)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      const b = v128.load(dyB + at)
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      const c = v128.load(dyC + at)
      c0 = f32x4.add(c0, f32x4.mul(c, x0))
      c1 = f32x4.add(c1, f32x4.mul(c, x1))
      const d = v128.load(dyD + at)
      d0 = f32x4.add(d0, f32x4.mul(d, x0))
      d1 = f32x4.add(d1, f32x4.mul(d, x1))
      at += 16
    }
    from0 += pitch
    from1 += pitch
  }
  addLanes(out, a0)
  addLanes(out + line, b0)
  addLanes(out + 2 * line, c0)
  addLanes(out + 3 * line, d0)
  if (!both) return
  addLanes(out + 4, a1)
  addLanes(out + 4 + line, b1)
  addLanes(out + 4 + 2 * line, c1)
  addLanes(out + 4 + 3 * line, d1)
}

function tile2x2(
  from0: usize,
  from1: usize,
  pitch: usize,
  dy: usize,
  plane: usize,
  rows: i32,
  width: i32,
  out: usize,
  line: usize,
  both: bool,
): void {
  let a0 = f32x4.splat(0)
  let a1 = a0
  let b0 = a0
  let b1 = a0
  const rowBytes = (<usize>width) << 2
  let at = dy
  for (let y = 0; y < rows; y++) {
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const x0 = v128.load(from0 + i)
      const x1 = v128.load(from1 + i)
      const a = v128.load(at)
      a0 = f32x4.add(a0, f32x4.mul(a, x0))
      a1 = f32x4.add(a1, f32x4.mul(a, x1))
      const b = v128.load(at + plane)
      b0 = f32x4.add(b0, f32x4.mul(b, x0))
      b1 = f32x4.add(b1, f32x4.mul(b, x1))
      at += 16
    }
    from0 += pitch
    from1 += pitch
  }
  addLanes(out, a0)
  addLanes(out + line, b0)
  if (!both) return
  addLanes(out + 4, a1)
  addLanes(out + 4 + line, b1)
}

function addLanes(at: usize, sums: v128): void {
  const low = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1)
  const high = f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3)
  store<f32>(at, load<f32>(at) + (low + high))
}
