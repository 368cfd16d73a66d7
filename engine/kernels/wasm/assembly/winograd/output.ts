import { storeLanes } from '../lanes'

/**
 * Aᵀ m A of `[points][filters / 4][pairs of vectors][4][2][4]`, points `step` bytes apart → `rows` rows of tiles of each filter's plane,
 * `planeStep` bytes apart; its rows are `width` numbers long and `height` of them are left from `to` on. With biases they are added and
 * the plane is written, without (address 0) it is added to.
 */
export function transformOutput(
  taps: i32,
  points: usize,
  step: usize,
  filters: i32,
  rows: i32,
  vectors: i32,
  biases: usize,
  to: usize,
  planeStep: usize,
  height: i32,
  width: i32,
): void {
  const pitch = (<usize>width) << 2
  const tiles = rows * vectors
  const block = (<usize>((tiles + 1) >> 1)) << 7
  for (let f = 0; f < filters; f++) {
    let from = points + block * <usize>(f >> 2) + ((<usize>(f & 3)) << 5)
    let half: usize = 16
    const bias = biases ? v128.load32_splat(biases + ((<usize>f) << 2)) : f32x4.splat(0)
    let row = to + planeStep * <usize>f
    for (let r = 0; r < rows; r++) {
      const below = 2 * r + 1 < height ? row + pitch : 0
      for (let v = 0; v < vectors; v++) {
        const at = row + ((<usize>v) << 5)
        const left = min(width - 8 * v, 8)
        const second = below ? below + ((<usize>v) << 5) : 0
        if (taps === 3) back4(from, step, bias, biases === 0, at, second, left)
        else back6(from, step, bias, biases === 0, at, second, left)
        from += half
        half = 128 - half
      }
      row += 2 * pitch
    }
  }
}

/** Aᵀ of F(2, 3): y₀ = m₀ + m₁ + m₂, y₁ = m₁ − m₂ − m₃; a and b are y₀ and y₁ of the tile's first row, c and d of its second. */
function back4(from: usize, step: usize, bias: v128, adds: bool, at: usize, second: usize, left: i32): void {
  let a = bias
  let b = bias
  let c = bias
  let d = bias
  const across = step
  const down = 4 * step
  for (let j = 0; j < 4; j++) {
    const m1 = v128.load(from + down)
    const m2 = v128.load(from + 2 * down)
    const top = f32x4.add(f32x4.add(v128.load(from), m1), m2)
    const bottom = f32x4.sub(f32x4.sub(m1, m2), v128.load(from + 3 * down))
    if (j < 3) {
      a = f32x4.add(a, top)
      c = f32x4.add(c, bottom)
    }
    if (j === 1) {
      b = f32x4.add(b, top)
      d = f32x4.add(d, bottom)
    } else if (j > 1) {
      b = f32x4.sub(b, top)
      d = f32x4.sub(d, bottom)
    }
    from += across
  }
  storeTile(a, b, at, left, adds)
  if (second) storeTile(c, d, second, left, adds)
}

/** Aᵀ of F(2, 5): y₀ = m₀ + m₁ + m₂ + m₃ + m₄, y₁ = m₁ − m₂ + 2 (m₃ − m₄) + m₅. */
function back6(from: usize, step: usize, bias: v128, adds: bool, at: usize, second: usize, left: i32): void {
  let a = bias
  let b = bias
  let c = bias
  let d = bias
  const down = 6 * step
  for (let j = 0; j < 6; j++) {
    const m1 = v128.load(from + down)
    const m2 = v128.load(from + 2 * down)
    const m3 = v128.load(from + 3 * down)
    const m4 = v128.load(from + 4 * down)
    const far = f32x4.sub(m3, m4)
    const top = f32x4.add(f32x4.add(v128.load(from), f32x4.add(m1, m2)), f32x4.add(m3, m4))
    const bottom = f32x4.add(f32x4.add(f32x4.sub(m1, m2), f32x4.add(far, far)), v128.load(from + 5 * down))
    if (j < 5) {
      a = f32x4.add(a, top)
      c = f32x4.add(c, bottom)
    }
    if (j === 1 || j === 5) {
      b = f32x4.add(b, top)
      d = f32x4.add(d, bottom)
    } else if (j === 2) {
      b = f32x4.sub(b, top)
      d = f32x4.sub(d, bottom)
    } else if (j === 3) {
      b = f32x4.add(b, f32x4.add(top, top))
      d = f32x4.add(d, f32x4.add(bottom, bottom))
    } else if (j === 4) {
      b = f32x4.sub(b, f32x4.add(top, top))
      d = f32x4.sub(d, f32x4.add(bottom, bottom))
    }
    from += step
  }
  storeTile(a, b, at, left, adds)
  if (second) storeTile(c, d, second, left, adds)
}

/** Even and odd columns of four tiles, `left` of eight numbers. */
function storeTile(even: v128, odd: v128, at: usize, left: i32, adds: bool): void {
  let low = v128.shuffle<f32>(even, odd, 0, 4, 1, 5)
  let high = v128.shuffle<f32>(even, odd, 2, 6, 3, 7)
  if (adds) {
    low = f32x4.add(low, v128.load(at))
    if (left > 4) high = f32x4.add(high, v128.load(at, 16))
  }
  storeLanes(at, low, left)
  if (left > 4) storeLanes(at + 16, high, left - 4)
}
