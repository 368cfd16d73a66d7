import { highDoubles, lowDoubles } from './doubles'
import { storeLanes } from './lanes'

// Batch normalisation, one channel of all images: planes of `length` numbers that lie `step` bytes apart. Sums are taken in doubles, for
// a mean may be large beside the spread.

const sums = memory.data(16)

/** Σ (x − centre) and Σ (x − centre)² over the planes: gives the address of the two doubles, where the next call writes, too. */
export function centredSums(x: usize, step: usize, length: i32, images: i32, centre: f64): usize {
  const centres = f64x2.splat(centre)
  let low = f64x2.splat(0)
  let high = low
  let lowSquares = low
  let highSquares = low
  let rest: f64 = 0
  let restSquares: f64 = 0
  for (let n = 0; n < images; n++) {
    const whole = x + ((<usize>(length & ~3)) << 2)
    let at = x
    for (; at < whole; at += 16) {
      const numbers = v128.load(at)
      const a = f64x2.sub(lowDoubles(numbers), centres)
      const b = f64x2.sub(highDoubles(numbers), centres)
      low = f64x2.add(low, a)
      high = f64x2.add(high, b)
      lowSquares = f64x2.add(lowSquares, f64x2.mul(a, a))
      highSquares = f64x2.add(highSquares, f64x2.mul(b, b))
    }
    for (; at < x + ((<usize>length) << 2); at += 4) {
      const away = <f64>load<f32>(at) - centre
      rest += away
      restSquares += away * away
    }
    x += step
  }
  store<f64>(sums, sumOf(f64x2.add(low, high)) + rest)
  store<f64>(sums, sumOf(f64x2.add(lowSquares, highSquares)) + restSquares, 8)
  return sums
}

/** Σ dy and Σ dy·(x − centre) over the planes, to the same place. */
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
  const whole = (<usize>(length & ~3)) << 2
  for (let n = 0; n < images; n++) {
    let at: usize = 0
    for (; at < whole; at += 16) v128.store(y + at, line(v128.load(x + at), scales, centres, shifts))
    if (length & 3) storeLanes(y + at, line(v128.load(x + at), scales, centres, shifts), length & 3)
    x += step
    y += step
  }
}

function line(x: v128, scale: v128, centre: v128, shift: v128): v128 {
  return f32x4.add(f32x4.mul(scale, f32x4.sub(x, centre)), shift)
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
