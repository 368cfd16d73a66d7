import { storeLanes } from './lanes'

// Local response normalisation with the power ¾, which needs no logarithm. Four places at a time, channel after channel; a channel's
// neighbours are those from `before` channels before it to `after` behind it. The squares are added up anew for each channel: a
// running sum would keep the rounding of what has left the window.

/** base = k + scale · Σ x², y = x / base^¾; the bases are kept. */
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
): void {
  const plane = (<usize>places) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += 4) {
      const first = (<usize>p) << 2
      for (let c = 0; c < channels; c++) {
        let sum = f32x4.splat(0)
        const end = min(channels - 1, c + after)
        for (let j = max(0, c - before); j <= end; j++) {
          const four = v128.load(x + first + plane * <usize>j)
          sum = f32x4.add(sum, f32x4.mul(four, four))
        }
        const at = first + plane * <usize>c
        const base = f32x4.add(f32x4.splat(k), f32x4.mul(f32x4.splat(scale), sum))
        storeLanes(bases + at, base, places - p)
        storeLanes(y + at, f32x4.div(v128.load(x + at), powered(base)), places - p)
      }
    }
    x += plane * <usize>channels
    y += plane * <usize>channels
    bases += plane * <usize>channels
  }
}

/** dx += dy / base^¾ − factor · x · Σ dy·y / base */
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
): void {
  const plane = (<usize>places) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += 4) {
      const first = (<usize>p) << 2
      for (let c = 0; c < channels; c++) {
        let pulls = f32x4.splat(0)
        const end = min(channels - 1, c + after)
        for (let j = max(0, c - before); j <= end; j++) {
          const at = first + plane * <usize>j
          const product = f32x4.mul(v128.load(dy + at), v128.load(y + at))
          pulls = f32x4.add(pulls, f32x4.div(product, v128.load(bases + at)))
        }
        const at = first + plane * <usize>c
        const own = f32x4.div(v128.load(dy + at), powered(v128.load(bases + at)))
        const others = f32x4.mul(f32x4.splat(factor), f32x4.mul(v128.load(x + at), pulls))
        storeLanes(dx + at, f32x4.add(v128.load(dx + at), f32x4.sub(own, others)), places - p)
      }
    }
    x += plane * <usize>channels
    y += plane * <usize>channels
    bases += plane * <usize>channels
    dy += plane * <usize>channels
    dx += plane * <usize>channels
  }
}

/** base^¾ */
function powered(base: v128): v128 {
  const root = f32x4.sqrt(base)
  return f32x4.mul(root, f32x4.sqrt(root))
}
