import { highDoubles, lowDoubles } from './doubles'
import { storeLanes } from './lanes'

// Batch normalisation, one channel of all images: planes of `length` numbers that lie `step` bytes apart. Sums are taken in doubles, for
// a mean may be large beside the spread.

/** Σ (x − centre)^power over the planes, power 1 or 2. */
export function centredSum(x: usize, step: usize, length: i32, images: i32, centre: f64, power: i32): f64 {
  const centres = f64x2.splat(centre)
  let low = f64x2.splat(0)
  let high = low
  let rest: f64 = 0
  for (let n = 0; n < images; n++) {
    const whole = x + ((<usize>(length & ~3)) << 2)
    let at = x
    for (; at < whole; at += 16) {
      const numbers = v128.load(at)
      const a = f64x2.sub(lowDoubles(numbers), centres)
      const b = f64x2.sub(highDoubles(numbers), centres)
      low = f64x2.add(low, power === 2 ? f64x2.mul(a, a) : a)
      high = f64x2.add(high, power === 2 ? f64x2.mul(b, b) : b)
    }
    for (; at < x + ((<usize>length) << 2); at += 4) {
      const away = <f64>load<f32>(at) - centre
      rest += power === 2 ? away * away : away
    }
    x += step
  }
  return sumOf(f64x2.add(low, high)) + rest
}

const sums = memory.data(16)

/** Σ dy and Σ dy·(x − centre) over the planes: gives the address of the two doubles, where the next call writes, too. */
export function centredProducts(
  x: usize,
  dy: usize,
  step: usize,
  length: i32,
  images: i32,
  centre: f64,
): usize {
  const centres = f64x2.splat(centre)
  let low = f64x2.splat(0)
  let high = low
  let lowProduct = low
  let highProduct = low
  let rest: f64 = 0
  let restProduct: f64 = 0
  for (let n = 0; n < images; n++) {
    const whole = (<usize>(length & ~3)) << 2
    let at: usize = 0
    for (; at < whole; at += 16) {
      const numbers = v128.load(x + at)
      const gradients = v128.load(dy + at)
      const a = lowDoubles(gradients)
      const b = highDoubles(gradients)
      low = f64x2.add(low, a)
      high = f64x2.add(high, b)
      lowProduct = f64x2.add(lowProduct, f64x2.mul(a, f64x2.sub(lowDoubles(numbers), centres)))
      highProduct = f64x2.add(highProduct, f64x2.mul(b, f64x2.sub(highDoubles(numbers), centres)))
    }
    for (; at < (<usize>length) << 2; at += 4) {
      const gradient = <f64>load<f32>(dy + at)
      rest += gradient
      restProduct += gradient * (<f64>load<f32>(x + at) - centre)
    }
    x += step
    dy += step
  }
  store<f64>(sums, sumOf(f64x2.add(low, high)) + rest)
  store<f64>(sums, sumOf(f64x2.add(lowProduct, highProduct)) + restProduct, 8)
  return sums
}

/** y = scale·(x − centre) + shift */
export function normalise(
  x: usize,
  y: usize,
  step: usize,
  length: i32,
  images: i32,
  scale: f32,
  centre: f32,
  shift: f32,
): void {
  const scales = f32x4.splat(scale)
  const centres = f32x4.splat(centre)
  const shifts = f32x4.splat(shift)
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < length; i += 4) {
      const at = (<usize>i) << 2
      const away = f32x4.sub(v128.load(x + at), centres)
      storeLanes(y + at, f32x4.add(f32x4.mul(scales, away), shifts), length - i)
    }
    x += step
    y += step
  }
}

/** dx += scale·((dy − level) − slope·(x − centre)) + rest */
export function addNormalised(
  x: usize,
  dy: usize,
  dx: usize,
  step: usize,
  length: i32,
  images: i32,
  scale: f32,
  level: f32,
  centre: f32,
  slope: f32,
  rest: f32,
): void {
  const scales = f32x4.splat(scale)
  const levels = f32x4.splat(level)
  const centres = f32x4.splat(centre)
  const slopes = f32x4.splat(slope)
  const rests = f32x4.splat(rest)
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < length; i += 4) {
      const at = (<usize>i) << 2
      const fall = f32x4.mul(slopes, f32x4.sub(v128.load(x + at), centres))
      const rise = f32x4.mul(scales, f32x4.sub(f32x4.sub(v128.load(dy + at), levels), fall))
      storeLanes(dx + at, f32x4.add(v128.load(dx + at), f32x4.add(rise, rests)), length - i)
    }
    x += step
    dy += step
    dx += step
  }
}

function sumOf(two: v128): f64 {
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1)
}
