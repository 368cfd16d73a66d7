import { evens, odds } from '../lanes'

/** Numbers whose rows are transformed and whose columns are not. */
const halfway = memory.data(12 * 16, 16)

/**
 * A dY Aᵀ: of `filters` planes of the upstream gradient, `plane` bytes apart, rows of tiles as in `transformInput`, of 2 × 2 numbers each →
 * `[points][pairs of vectors][room][2][4]`, points `step` bytes apart; half a pair that is missing is 0.
 */
export function transformUpstream(
  taps: i32,
  source: usize,
  plane: usize,
  pitch: usize,
  filters: i32,
  room: i32,
  rows: i32,
  vectors: i32,
  points: usize,
  step: usize,
): void {
  const pairStep = (<usize>room) << 5
  const odd = ((rows * vectors) & 1) !== 0
  for (let f = 0; f < filters; f++) {
    let row = source + plane * <usize>f
    let to = points + ((<usize>f) << 5)
    let half: usize = 16
    for (let r = 0; r < rows; r++) {
      let at = row
      for (let v = 0; v < vectors; v++) {
        if (taps === 3) tile4(at, pitch, to, step)
        else tile6(at, pitch, to, step)
        at += 32
        to += half
        half = pairStep - half
      }
      row += 2 * pitch
    }
    if (odd) clearPoints((taps + 1) * (taps + 1), to, step)
  }
}

/** 0 at all points of one place. */
export function clearPoints(points: i32, to: usize, step: usize): void {
  for (let p = 0; p < points; p++) {
    v128.store(to, f32x4.splat(0))
    to += step
  }
}

/** A y: y₀ at the point 0, y₀ + y₁ at 1, y₀ − y₁ at −1, −y₁ at ∞. */
function tile4(at: usize, pitch: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 2; i++) {
    points4(evens(at), odds(at), halfway + i * 64, 16)
    at += pitch
  }
  for (let j: usize = 0; j < 4; j++) {
    points4(v128.load(halfway + j * 16), v128.load(halfway + j * 16, 64), to, 4 * step)
    to += step
  }
}

/** Also y₀ + 2 y₁ at 2 and y₀ − 2 y₁ at −2; y₁ at ∞. */
function tile6(at: usize, pitch: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 2; i++) {
    points6(evens(at), odds(at), halfway + i * 96, 16)
    at += pitch
  }
  for (let j: usize = 0; j < 6; j++) {
    points6(v128.load(halfway + j * 16), v128.load(halfway + j * 16, 96), to, 6 * step)
    to += step
  }
}

function points4(y0: v128, y1: v128, to: usize, toStep: usize): void {
  v128.store(to, y0)
  v128.store(to + toStep, f32x4.add(y0, y1))
  v128.store(to + 2 * toStep, f32x4.sub(y0, y1))
  v128.store(to + 3 * toStep, f32x4.neg(y1))
}

function points6(y0: v128, y1: v128, to: usize, toStep: usize): void {
  const twice = f32x4.add(y1, y1)
  v128.store(to, y0)
  v128.store(to + toStep, f32x4.add(y0, y1))
  v128.store(to + 2 * toStep, f32x4.sub(y0, y1))
  v128.store(to + 3 * toStep, f32x4.add(y0, twice))
  v128.store(to + 4 * toStep, f32x4.sub(y0, twice))
  v128.store(to + 5 * toStep, y1)
}
