/** Numbers whose rows are transformed and whose columns are not. */
const halfway = memory.data(30 * 16, 16)

/** G g Gᵀ: `[count][taps][taps][4]`, four filters in a vector → `[points][count][4]`, points `step` bytes apart. */
export function transformFilters(taps: i32, from: usize, count: i32, to: usize, step: usize): void {
  for (let i = 0; i < count; i++) {
    if (taps === 3) {
      filter4(from, to, step)
      from += 9 * 16
    } else {
      filter6(from, to, step)
      from += 25 * 16
    }
    to += 16
  }
}

function filter4(from: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 3; i++) {
    points4(v128.load(from), v128.load(from, 16), v128.load(from, 32), halfway + i * 64, 16)
    from += 48
  }
  for (let j: usize = 0; j < 4; j++) {
    const column = halfway + j * 16
    points4(v128.load(column), v128.load(column, 64), v128.load(column, 128), to, 4 * step)
    to += step
  }
}

function filter6(from: usize, to: usize, step: usize): void {
  for (let i: usize = 0; i < 5; i++) {
    points6(
      v128.load(from),
      v128.load(from, 16),
      v128.load(from, 32),
      v128.load(from, 48),
      v128.load(from, 64),
      halfway + i * 96,
      16,
    )
    from += 80
  }
  for (let j: usize = 0; j < 6; j++) {
    const column = halfway + j * 16
    points6(
      v128.load(column),
      v128.load(column, 96),
      v128.load(column, 192),
      v128.load(column, 288),
      v128.load(column, 384),
      to,
      6 * step,
    )
    to += step
  }
}

/** G g, to points that lie `toStep` apart. */
function points4(g0: v128, g1: v128, g2: v128, to: usize, toStep: usize): void {
  const half = f32x4.splat(0.5)
  const ends = f32x4.mul(half, f32x4.add(g0, g2))
  const middle = f32x4.mul(half, g1)
  v128.store(to, g0)
  v128.store(to + toStep, f32x4.add(ends, middle))
  v128.store(to + 2 * toStep, f32x4.sub(ends, middle))
  v128.store(to + 3 * toStep, g2)
}

function points6(g0: v128, g1: v128, g2: v128, g3: v128, g4: v128, to: usize, toStep: usize): void {
  const sixth = f32x4.splat(-1.0 / 6)
  const part = f32x4.splat(1.0 / 24)
  const two = f32x4.splat(2)
  const four = f32x4.splat(4)
  const even = f32x4.mul(sixth, f32x4.add(f32x4.add(g0, g2), g4))
  const odd = f32x4.mul(sixth, f32x4.add(g1, g3))
  const far = f32x4.mul(part, f32x4.add(g0, f32x4.mul(four, f32x4.add(g2, f32x4.mul(four, g4)))))
  const farOdd = f32x4.mul(part, f32x4.mul(two, f32x4.add(g1, f32x4.mul(four, g3))))
  v128.store(to, f32x4.mul(f32x4.splat(0.25), g0))
  v128.store(to + toStep, f32x4.add(even, odd))
  v128.store(to + 2 * toStep, f32x4.sub(even, odd))
  v128.store(to + 3 * toStep, f32x4.add(far, farOdd))
  v128.store(to + 4 * toStep, f32x4.sub(far, farOdd))
  v128.store(to + 5 * toStep, g4)
}
