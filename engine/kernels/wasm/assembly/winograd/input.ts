import { evens, odds } from '../lanes'
import { clearPoints } from './upstream'

/**
 * Winograd's minimal filtering, F(2×2, 3×3) and F(2×2, 5×5) (Lavin and Gray 2015): a tile of 2 × 2 results is summed at n × n points,
 * n = taps + 1, instead of tap by tap: 16 products instead of 36, 36 instead of 100.
 *
 *   Y = Aᵀ [ Σ_c (G g_c Gᵀ) ⊙ (Bᵀ d_c B) ] A
 *
 * d are the n × n numbers under the windows of a tile, g a filter; the points are 0, 1, −1, ∞ and, for n = 6, 2 and −2. Tiles of 2 × 2
 * and no larger ones: only numbers under its own window enter a result, and four times as many digits stay as with 4 × 4.
 */

/** Numbers whose rows are transformed and whose columns are not. */
const halfway = memory.data(36 * 16, 16)

/**
 * Bᵀ d B: of `channels` planes, `plane` bytes apart, rows of tiles, each `vectors` × 4 tiles wide, from `source` on; a row of numbers is
 * `pitch` bytes long → `[points][pairs of vectors][room][2][4]`, points `step` bytes apart; half a pair that is missing
 * is 0.
 */
export function transformInput(
  taps: i32,
  source: usize,
  plane: usize,
  pitch: usize,
  channels: i32,
  room: i32,
  rows: i32,
  vectors: i32,
  points: usize,
  step: usize,
): void {
  const pairStep = (<usize>room) << 5
  const odd = ((rows * vectors) & 1) !== 0
  for (let c = 0; c < channels; c++) {
    let row = source + plane * <usize>c
    let to = points + ((<usize>c) << 5)
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

function tile4(at: usize, pitch: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 4; i++) {
    points4(evens(at), odds(at), evens(at + 8), odds(at + 8), halfway + i * 64, 16)
    at += pitch
  }
  for (let j: usize = 0; j < 4; j++) {
    const column = halfway + j * 16
    points4(
      v128.load(column),
      v128.load(column, 64),
      v128.load(column, 128),
      v128.load(column, 192),
      to,
      4 * step,
    )
    to += step
  }
}

function tile6(at: usize, pitch: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 6; i++) {
    points6(
      evens(at),
      odds(at),
      evens(at + 8),
      odds(at + 8),
      evens(at + 16),
      odds(at + 16),
      halfway + i * 96,
      16,
    )
    at += pitch
  }
  for (let j: usize = 0; j < 6; j++) {
    const column = halfway + j * 16
    points6(
      v128.load(column),
      v128.load(column, 96),
      v128.load(column, 192),
      v128.load(column, 288),
      v128.load(column, 384),
      v128.load(column, 480),
      to,
      6 * step,
    )
    to += step
  }
}

/** Bᵀ d, to points that lie `toStep` apart. */
function points4(d0: v128, d1: v128, d2: v128, d3: v128, to: usize, toStep: usize): void {
  v128.store(to, f32x4.sub(d0, d2))
  v128.store(to + toStep, f32x4.add(d1, d2))
  v128.store(to + 2 * toStep, f32x4.sub(d2, d1))
  v128.store(to + 3 * toStep, f32x4.sub(d1, d3))
}

function points6(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, toStep: usize): void {
  const four = f32x4.splat(4)
  const five = f32x4.splat(5)
  const d42 = f32x4.sub(d4, d2)
  const d31 = f32x4.sub(d3, d1)
  const twice = f32x4.add(d31, d31)
  const even = f32x4.sub(d4, f32x4.mul(four, d2))
  const odd = f32x4.sub(d3, f32x4.mul(four, d1))
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(four, d0), f32x4.mul(five, d2)), d4))
  v128.store(to + toStep, f32x4.add(even, odd))
  v128.store(to + 2 * toStep, f32x4.sub(even, odd))
  v128.store(to + 3 * toStep, f32x4.add(d42, twice))
  v128.store(to + 4 * toStep, f32x4.sub(d42, twice))
  v128.store(to + 5 * toStep, f32x4.add(f32x4.sub(f32x4.mul(four, d1), f32x4.mul(five, d3)), d5))
}
