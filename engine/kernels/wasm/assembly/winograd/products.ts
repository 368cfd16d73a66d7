/**
 * At each of the points: [filters/4][pairs][4][2] = Σ_c [filters/4][c][4] · [pairs][c][2]. A tile of 4 filters × 2 vectors keeps its eight
 * sums in registers; one or two filters that are left take two pairs at once.
 */
export function multiplyPoints(
  pointCount: i32,
  factors: usize,
  factorStep: usize,
  source: usize,
  sourceStep: usize,
  to: usize,
  toStep: usize,
  filters: i32,
  channels: i32,
  pairs: i32,
): void {
  const panel = (<usize>channels) << 4
  const pairStep = (<usize>channels) << 5
  const block = (<usize>pairs) << 7
  for (let p = 0; p < pointCount; p++) {
    for (let f = 0; f < filters; f += 4) {
      const packed = factors + panel * <usize>(f >> 2)
      let at = source
      let out = to + block * <usize>(f >> 2)
      if (filters - f > 2) {
        for (let i = 0; i < pairs; i++) {
          multiply4x2(packed, panel, at, out)
          at += pairStep
          out += 128
        }
      } else {
        for (let i = 0; i < pairs; i += 2) {
          const other = i + 1 < pairs ? pairStep : 0
          multiply2x4(packed, panel, at, at + other, out, out + (other ? 128 : 0))
          at += 2 * pairStep
          out += 256
        }
      }
    }
    factors += factorStep
    source += sourceStep
    to += toStep
  }
}

function multiply4x2(packed: usize, length: usize, at: usize, to: usize): void {
  const end = packed + length
  let a0 = f32x4.splat(0)
  let a1 = a0
  let b0 = a0
  let b1 = a0
  let c0 = a0
  let c1 = a0
  let d0 = a0
  let d1 = a0
  do {
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
    at += 32
  } while (packed < end)
  v128.store(to, a0)
  v128.store(to, a1, 16)
  v128.store(to, b0, 32)
  v128.store(to, b1, 48)
  v128.store(to, c0, 64)
  v128.store(to, c1, 80)
  v128.store(to, d0, 96)
  v128.store(to, d1, 112)
}

function multiply2x4(packed: usize, length: usize, at: usize, other: usize, to: usize, otherTo: usize): void {
  const end = packed + length
  let a0 = f32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  let b0 = a0
  let b1 = a0
  let b2 = a0
  let b3 = a0
  do {
    const a = v128.load32_splat(packed)
    const b = v128.load32_splat(packed, 4)
    const x0 = v128.load(at)
    a0 = f32x4.add(a0, f32x4.mul(a, x0))
    b0 = f32x4.add(b0, f32x4.mul(b, x0))
    const x1 = v128.load(at, 16)
    a1 = f32x4.add(a1, f32x4.mul(a, x1))
    b1 = f32x4.add(b1, f32x4.mul(b, x1))
    const x2 = v128.load(other)
    a2 = f32x4.add(a2, f32x4.mul(a, x2))
    b2 = f32x4.add(b2, f32x4.mul(b, x2))
    const x3 = v128.load(other, 16)
    a3 = f32x4.add(a3, f32x4.mul(a, x3))
    b3 = f32x4.add(b3, f32x4.mul(b, x3))
    packed += 16
    at += 32
    other += 32
  } while (packed < end)
  v128.store(to, a0)
  v128.store(to, a1, 16)
  v128.store(to, b0, 32)
  v128.store(to, b1, 48)
  v128.store(otherTo, a2)
  v128.store(otherTo, a3, 16)
  v128.store(otherTo, b2, 32)
  v128.store(otherTo, b3, 48)
}
