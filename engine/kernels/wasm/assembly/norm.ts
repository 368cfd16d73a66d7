// Batch normalisation, one channel of all images: planes of `length` numbers that lie `step` bytes apart. Sums and differences are
// taken in doubles, two at a time: a mean may be large beside the spread.

/** Σ (x − centre)^power over the planes, power 1 or 2. */
export function centredSum(x: usize, step: usize, length: i32, images: i32, centre: f64, power: i32): f64 {
  const centres = f64x2.splat(centre)
  let sums = f64x2.splat(0)
  let rest: f64 = 0
  for (let n = 0; n < images; n++) {
    const whole = x + ((<usize>(length & ~1)) << 2)
    let at = x
    for (; at < whole; at += 8) {
      const away = f64x2.sub(twoDoubles(at), centres)
      sums = f64x2.add(sums, power === 2 ? f64x2.mul(away, away) : away)
    }
    if (length & 1) {
      const away = <f64>load<f32>(at) - centre
      rest += power === 2 ? away * away : away
    }
    x += step
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + rest
}

/** Σ dy·(x − centre) over the planes. */
export function centredProduct(x: usize, dy: usize, step: usize, length: i32, images: i32, centre: f64): f64 {
  const centres = f64x2.splat(centre)
  let sums = f64x2.splat(0)
  let rest: f64 = 0
  for (let n = 0; n < images; n++) {
    const whole = (<usize>(length & ~1)) << 2
    let at: usize = 0
    for (; at < whole; at += 8) {
      sums = f64x2.add(sums, f64x2.mul(twoDoubles(dy + at), f64x2.sub(twoDoubles(x + at), centres)))
    }
    if (length & 1) rest += <f64>load<f32>(dy + at) * (<f64>load<f32>(x + at) - centre)
    x += step
    dy += step
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + rest
}

/** y = scale·(x − centre) + shift */
export function normalise(
  x: usize,
  y: usize,
  step: usize,
  length: i32,
  images: i32,
  scale: f64,
  centre: f64,
  shift: f64,
): void {
  const scales = f64x2.splat(scale)
  const centres = f64x2.splat(centre)
  const shifts = f64x2.splat(shift)
  for (let n = 0; n < images; n++) {
    const whole = (<usize>(length & ~1)) << 2
    let at: usize = 0
    for (; at < whole; at += 8) {
      const two = f64x2.add(f64x2.mul(scales, f64x2.sub(twoDoubles(x + at), centres)), shifts)
      v128.store64_lane(y + at, f32x4.demote_f64x2_zero(two), 0)
    }
    if (length & 1) store<f32>(y + at, <f32>(scale * (<f64>load<f32>(x + at) - centre) + shift))
    x += step
    y += step
  }
}

/** dx += scale·(dy − offset − slope·(x − centre)) */
export function addNormalised(
  x: usize,
  dy: usize,
  dx: usize,
  step: usize,
  length: i32,
  images: i32,
  scale: f64,
  offset: f64,
  centre: f64,
  slope: f64,
): void {
  const scales = f64x2.splat(scale)
  const offsets = f64x2.splat(offset)
  const centres = f64x2.splat(centre)
  const slopes = f64x2.splat(slope)
  for (let n = 0; n < images; n++) {
    const whole = (<usize>(length & ~1)) << 2
    let at: usize = 0
    for (; at < whole; at += 8) {
      const fall = f64x2.mul(slopes, f64x2.sub(twoDoubles(x + at), centres))
      const two = f64x2.mul(scales, f64x2.sub(f64x2.sub(twoDoubles(dy + at), offsets), fall))
      v128.store64_lane(dx + at, f32x4.demote_f64x2_zero(f64x2.add(twoDoubles(dx + at), two)), 0)
    }
    if (length & 1) {
      const fall = slope * (<f64>load<f32>(x + at) - centre)
      store<f32>(dx + at, <f32>(<f64>load<f32>(dx + at) + scale * (<f64>load<f32>(dy + at) - offset - fall)))
    }
    x += step
    dy += step
    dx += step
  }
}

function twoDoubles(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at))
}
