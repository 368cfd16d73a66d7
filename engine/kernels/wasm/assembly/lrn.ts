import { exp4, log4 } from './exp'
import { storeLanes } from './lanes'

// Local response normalisation, a strip of places after the other, channel after channel: of a plane as large as a page of memory, the
// numbers of one place share their place in the cache, and a whole line of it has to be used at once. A channel's neighbours are those
// from `before` channels before it to `after` behind it. The squares are added up anew for each channel: a running sum would keep the
// rounding of what has left the window.

const STRIP: i32 = 64 // places

/** base = k + scale · Σ x², y = x / base^beta; the bases are kept. */
export function lrn(
  x: usize,
  y: usize,
  bases: usize,
  channels: i32,
  places: i32,
  images: i32,
  before: i32,
  after: i32,
  scale: f32,
  k: f32,
  beta: f32,
): void {
  const plane = (<usize>places) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += STRIP) {
      for (let c = 0; c < channels; c++) {
        const first = plane * <usize>max(0, c - before)
        const last = plane * <usize>min(channels - 1, c + after)
        const own = plane * <usize>c
        for (let i = p; i < min(p + STRIP, places); i += 4) {
          const place = (<usize>i) << 2
          let sum = f32x4.splat(0)
          for (let at = x + place + first; at <= x + place + last; at += plane) {
            const four = v128.load(at)
            sum = f32x4.add(sum, f32x4.mul(four, four))
          }
          const at = own + place
          const base = f32x4.add(f32x4.splat(k), f32x4.mul(f32x4.splat(scale), sum))
          storeLanes(bases + at, base, places - i)
          storeLanes(y + at, f32x4.div(v128.load(x + at), powered(base, beta)), places - i)
        }
      }
    }
    const image = plane * <usize>channels
    x += image
    y += image
    bases += image
  }
}

/** dx += dy / base^beta − factor · x · Σ dy·y / base. `pulls`: room for a strip of the quotients of all channels. */
export function addLrn(
  x: usize,
  y: usize,
  bases: usize,
  dy: usize,
  dx: usize,
  channels: i32,
  places: i32,
  images: i32,
  before: i32,
  after: i32,
  factor: f32,
  beta: f32,
  pulls: usize,
): void {
  const plane = (<usize>places) << 2
  const pullStep = (<usize>STRIP) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += STRIP) {
      const end = min(p + STRIP, places)
      let pull = pulls
      let at = (<usize>p) << 2
      for (let c = 0; c < channels; c++) {
        for (let i: usize = 0; i < (<usize>(end - p)) << 2; i += 16) {
          const product = f32x4.mul(v128.load(dy + at + i), v128.load(y + at + i))
          v128.store(pull + i, f32x4.div(product, v128.load(bases + at + i)))
        }
        pull += pullStep
        at += plane
      }
      for (let c = 0; c < channels; c++) {
        const first = pulls + pullStep * <usize>max(0, c - before)
        const last = pulls + pullStep * <usize>min(channels - 1, c + after)
        for (let i = p; i < end; i += 4) {
          const place = (<usize>(i - p)) << 2
          let sum = f32x4.splat(0)
          for (let from = first + place; from <= last + place; from += pullStep) {
            sum = f32x4.add(sum, v128.load(from))
          }
          const at = plane * <usize>c + ((<usize>i) << 2)
          const own = f32x4.div(v128.load(dy + at), powered(v128.load(bases + at), beta))
          const others = f32x4.mul(f32x4.splat(factor), f32x4.mul(v128.load(x + at), sum))
          storeLanes(dx + at, f32x4.add(v128.load(dx + at), f32x4.sub(own, others)), places - i)
        }
      }
    }
    const image = plane * <usize>channels
    x += image
    y += image
    bases += image
    dy += image
    dx += image
  }
}

/** base^beta; ¾, the power of every published network, needs no logarithm. */
function powered(base: v128, beta: f32): v128 {
  if (beta !== 0.75) return exp4(f32x4.mul(f32x4.splat(beta), log4(base)))
  const root = f32x4.sqrt(base)
  return f32x4.mul(root, f32x4.sqrt(root))
}
