// Whole vectors come first, the rest one by one. Plain ReLU has loops of its own: they take half the time.

/** y = x above 0, slope·x elsewhere; a NaN stays one, so that a broken run is seen, not hidden. */
export function rectify(x: usize, y: usize, count: i32, slope: f32): void {
  const whole = x + ((<usize>(count & ~3)) << 2)
  const end = x + ((<usize>count) << 2)
  const slopes = f32x4.splat(slope)
  const zero = f32x4.splat(0)
  while (slope === 0 && x < whole) {
    const four = v128.load(x)
    v128.store(y, v128.andnot(four, f32x4.le(four, zero)))
    x += 16
    y += 16
  }
  while (x < whole) {
    const four = v128.load(x)
    v128.store(y, v128.bitselect(f32x4.mul(four, slopes), four, f32x4.le(four, zero)))
    x += 16
    y += 16
  }
  for (; x < end; x += 4) {
    const one = load<f32>(x)
    store<f32>(y, one <= 0 ? (slope === 0 ? 0 : one * slope) : one)
    y += 4
  }
}

/** dx += dy where `sign` is above 0 or no number, slope·dy elsewhere; where dx is `fresh`, it is written. */
export function addRectified(sign: usize, dy: usize, dx: usize, count: i32, slope: f32, fresh: bool): void {
  const whole = sign + ((<usize>(count & ~3)) << 2)
  const end = sign + ((<usize>count) << 2)
  const slopes = f32x4.splat(slope)
  const zero = f32x4.splat(0)
  while (fresh && slope === 0 && sign < whole) {
    v128.store(dx, v128.andnot(v128.load(dy), f32x4.le(v128.load(sign), zero)))
    sign += 16
    dy += 16
    dx += 16
  }
  for (; sign < whole; sign += 16) {
    const four = v128.load(dy)
    const below = slope === 0 ? zero : f32x4.mul(four, slopes)
    const passed = v128.bitselect(below, four, f32x4.le(v128.load(sign), zero))
    v128.store(dx, fresh ? passed : f32x4.add(v128.load(dx), passed))
    dy += 16
    dx += 16
  }
  for (; sign < end; sign += 4) {
    const one = load<f32>(dy)
    const passed: f32 = load<f32>(sign) <= 0 ? (slope === 0 ? 0 : one * slope) : one
    store<f32>(dx, fresh ? passed : load<f32>(dx) + passed)
    dy += 4
    dx += 4
  }
}

/** to += from */
export function accumulate(from: usize, to: usize, count: i32): void {
  const whole = from + ((<usize>(count & ~3)) << 2)
  const end = from + ((<usize>count) << 2)
  for (; from < whole; from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
    to += 16
  }
  for (; from < end; from += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from))
    to += 4
  }
}
