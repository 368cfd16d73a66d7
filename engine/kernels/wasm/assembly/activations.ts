import { exp4, sigmoid4, tanh4 } from './exp'
import { storeLanes } from './lanes'

/** y = outer·tanh(inner·x) */
export function bend(x: usize, y: usize, count: i32, outer: f32, inner: f32): void {
  for (let left = count; left > 0; left -= 4) {
    const bent = tanh4(f32x4.mul(f32x4.splat(inner), v128.load(x)))
    storeLanes(y, f32x4.mul(f32x4.splat(outer), bent), left)
    x += 16
    y += 16
  }
}

/** dx += dy·inner·outer·(1 − (y/outer)²) */
export function addBent(y: usize, dy: usize, dx: usize, count: i32, outer: f32, inner: f32): void {
  const steepest = f32x4.splat(inner * outer)
  for (let left = count; left > 0; left -= 4) {
    const bent = f32x4.div(v128.load(y), f32x4.splat(outer))
    const slope = f32x4.mul(steepest, f32x4.sub(f32x4.splat(1), f32x4.mul(bent, bent)))
    storeLanes(dx, f32x4.add(v128.load(dx), f32x4.mul(v128.load(dy), slope)), left)
    y += 16
    dy += 16
    dx += 16
  }
}

/** y = 1/(1 + e⁻ˣ) */
export function squash(x: usize, y: usize, count: i32): void {
  for (let left = count; left > 0; left -= 4) {
    storeLanes(y, sigmoid4(v128.load(x)), left)
    x += 16
    y += 16
  }
}

/** dx += dy·y·(1 − y) */
export function addSquashed(y: usize, dy: usize, dx: usize, count: i32): void {
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(y)
    const slope = f32x4.mul(value, f32x4.sub(f32x4.splat(1), value))
    storeLanes(dx, f32x4.add(v128.load(dx), f32x4.mul(v128.load(dy), slope)), left)
    y += 16
    dy += 16
    dx += 16
  }
}

/** y = x/share where it stays, 0 elsewhere. */
export function drop(x: usize, stays: usize, y: usize, count: i32, share: f32): void {
  for (let left = count; left > 0; left -= 4) {
    storeLanes(y, kept(x, stays, share), left)
    x += 16
    stays += 16
    y += 16
  }
}

/** dx += dy/share where it stays. */
export function addDropped(dy: usize, stays: usize, dx: usize, count: i32, share: f32): void {
  for (let left = count; left > 0; left -= 4) {
    storeLanes(dx, f32x4.add(v128.load(dx), kept(dy, stays, share)), left)
    dy += 16
    stays += 16
    dx += 16
  }
}

function kept(x: usize, stays: usize, share: f32): v128 {
  const mask = i32x4.ne(v128.load(stays), i32x4.splat(0))
  return v128.and(f32x4.div(v128.load(x), f32x4.splat(share)), mask)
}

/** Places that are worked on at once, channel after channel: whole lines of the cache, though the channels be far apart. */
const STRIP = 64
const ofStrip = memory.data(512, 16) // a largest score or a sum for each place, then another

/** Over the channels of each place: y = exp(x − largest)/Σ. */
export function softmax(x: usize, y: usize, channels: i32, places: i32, images: i32): void {
  const plane = (<usize>places) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += STRIP) {
      const at = (<usize>p) << 2
      softmaxStrip(x + at, y + at, channels, plane, min(STRIP, places - p))
    }
    x += plane * <usize>channels
    y += plane * <usize>channels
  }
}

function softmaxStrip(x: usize, y: usize, channels: i32, plane: usize, count: i32): void {
  const largest = ofStrip
  const sums = ofStrip + 256
  memory.copy(largest, x, (<usize>count) << 2)
  memory.fill(sums, 0, 256)
  for (let c = 1; c < channels; c++) {
    const from = x + plane * <usize>c
    for (let p: usize = 0; p < (<usize>count) << 2; p += 16)
      v128.store(largest + p, f32x4.max(v128.load(largest + p), v128.load(from + p)))
  }
  for (let c = 0; c < channels; c++) {
    const start = plane * <usize>c
    let p: usize = 0
    for (let left = count; left > 0; left -= 4) {
      const share = exp4(f32x4.sub(v128.load(x + start + p), v128.load(largest + p)))
      v128.store(sums + p, f32x4.add(v128.load(sums + p), share))
      storeLanes(y + start + p, share, left)
      p += 16
    }
  }
  for (let c = 0; c < channels; c++) {
    const to = y + plane * <usize>c
    let p: usize = 0
    for (let left = count; left > 0; left -= 4) {
      storeLanes(to + p, f32x4.div(v128.load(to + p), v128.load(sums + p)), left)
      p += 16
    }
  }
}

/** dx += y·(dy − Σ dy·y) */
export function addSoftmax(y: usize, dy: usize, dx: usize, channels: i32, places: i32, images: i32): void {
  const plane = (<usize>places) << 2
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < places; p += STRIP) {
      const at = (<usize>p) << 2
      addSoftmaxStrip(y + at, dy + at, dx + at, channels, plane, min(STRIP, places - p))
    }
    y += plane * <usize>channels
    dy += plane * <usize>channels
    dx += plane * <usize>channels
  }
}

function addSoftmaxStrip(y: usize, dy: usize, dx: usize, channels: i32, plane: usize, count: i32): void {
  const dots = ofStrip
  memory.fill(dots, 0, 256)
  for (let c = 0; c < channels; c++) {
    const start = plane * <usize>c
    for (let p: usize = 0; p < (<usize>count) << 2; p += 16) {
      const product = f32x4.mul(v128.load(dy + start + p), v128.load(y + start + p))
      v128.store(dots + p, f32x4.add(v128.load(dots + p), product))
    }
  }
  for (let c = 0; c < channels; c++) {
    const start = plane * <usize>c
    let p: usize = 0
    for (let left = count; left > 0; left -= 4) {
      const away = f32x4.sub(v128.load(dy + start + p), v128.load(dots + p))
      const pull = f32x4.mul(v128.load(y + start + p), away)
      storeLanes(dx + start + p, f32x4.add(v128.load(dx + start + p), pull), left)
      p += 16
    }
  }
}
