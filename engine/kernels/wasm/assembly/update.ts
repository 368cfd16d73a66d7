import { firstLanes, storeLanes } from './lanes'

// One pass of an update rule over a range of parameters: x moves by its gradient g, to which λx is added; what is remembered of it lies
// in `state`, a second number of it `second` bytes further on. The formulas: `../../reference/moves.ts`. Each gives 0 where all that it
// writes is finite and no number elsewhere, for ∞ − ∞ is none; it writes when told to.

/** Stores the first of four numbers when told to; gives four numbers that are 0 where the four are finite. */
function keep(at: usize, four: v128, left: i32, write: bool): v128 {
  if (write) storeLanes(at, four, left)
  const none = f32x4.sub(four, four)
  return left < 4 ? v128.and(none, firstLanes(left)) : none
}

/** g + λx */
function slopeAt(gradients: usize, x: v128, l2: f32): v128 {
  return f32x4.add(v128.load(gradients), f32x4.mul(f32x4.splat(l2), x))
}

/** Four numbers, but those of x where `still` is 0: what never had a gradient stays, also where a root with it is 0. */
function unlessStill(still: v128, x: v128, moved: v128): v128 {
  return v128.bitselect(x, moved, f32x4.eq(still, f32x4.splat(0)))
}

function sumOf(four: v128): f32 {
  const low = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1)
  return low + f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3)
}

/** x ← x − rate·g */
export function moveDown(x: usize, g: usize, count: i32, l2: f32, write: bool, rate: f32): f32 {
  let broken = f32x4.splat(0)
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x)
    const moved = f32x4.sub(value, f32x4.mul(f32x4.splat(rate), slopeAt(g, value, l2)))
    broken = f32x4.add(broken, keep(x, moved, left, write))
    x += 16
    g += 16
  }
  return sumOf(broken)
}

/** v ← momentum·v − rate·g, x ← x − past·v_before + share·v */
export function moveWithMomentum(
  x: usize,
  g: usize,
  state: usize,
  count: i32,
  l2: f32,
  write: bool,
  rate: f32,
  momentum: f32,
  past: f32,
  share: f32,
): f32 {
  let broken = f32x4.splat(0)
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x)
    const before = v128.load(state)
    const pull = f32x4.mul(f32x4.splat(rate), slopeAt(g, value, l2))
    const v = f32x4.sub(f32x4.mul(f32x4.splat(momentum), before), pull)
    const rest = f32x4.sub(value, f32x4.mul(f32x4.splat(past), before))
    const moved = f32x4.add(rest, f32x4.mul(f32x4.splat(share), v))
    broken = f32x4.add(broken, keep(state, v, left, write))
    broken = f32x4.add(broken, keep(x, moved, left, write))
    x += 16
    g += 16
    state += 16
  }
  return sumOf(broken)
}

/** s ← past·s + share·g², x ← x − rate·g/(√s + ε) */
export function moveByRoot(
  x: usize,
  g: usize,
  state: usize,
  count: i32,
  l2: f32,
  write: bool,
  rate: f32,
  past: f32,
  share: f32,
  epsilon: f32,
): f32 {
  let broken = f32x4.splat(0)
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x)
    const slope = slopeAt(g, value, l2)
    const square = f32x4.mul(f32x4.mul(f32x4.splat(share), slope), slope)
    const s = f32x4.add(f32x4.mul(f32x4.splat(past), v128.load(state)), square)
    const root = f32x4.add(f32x4.sqrt(s), f32x4.splat(epsilon))
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), slope), root)
    const moved = unlessStill(slope, value, f32x4.sub(value, step))
    broken = f32x4.add(broken, keep(state, s, left, write))
    broken = f32x4.add(broken, keep(x, moved, left, write))
    x += 16
    g += 16
    state += 16
  }
  return sumOf(broken)
}

/** s ← past·s + share·g², Δ = −√((u + ε)/(s + ε))·g, u ← past·u + share·Δ², x ← x + rate·Δ; u is the second number. */
export function moveByAdadelta(
  x: usize,
  g: usize,
  state: usize,
  second: usize,
  count: i32,
  l2: f32,
  write: bool,
  rate: f32,
  past: f32,
  share: f32,
  epsilon: f32,
): f32 {
  let broken = f32x4.splat(0)
  const widen = f32x4.splat(epsilon)
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x)
    const slope = slopeAt(g, value, l2)
    const square = f32x4.mul(f32x4.mul(f32x4.splat(share), slope), slope)
    const s = f32x4.add(f32x4.mul(f32x4.splat(past), v128.load(state)), square)
    const before = v128.load(state + second)
    const ratio = f32x4.sqrt(f32x4.div(f32x4.add(before, widen), f32x4.add(s, widen)))
    const delta = unlessStill(slope, f32x4.splat(0), f32x4.neg(f32x4.mul(ratio, slope)))
    const length = f32x4.mul(f32x4.mul(f32x4.splat(share), delta), delta)
    const u = f32x4.add(f32x4.mul(f32x4.splat(past), before), length)
    const moved = f32x4.add(value, f32x4.mul(f32x4.splat(rate), delta))
    broken = f32x4.add(broken, keep(state, s, left, write))
    broken = f32x4.add(broken, keep(state + second, u, left, write))
    broken = f32x4.add(broken, keep(x, moved, left, write))
    x += 16
    g += 16
    state += 16
  }
  return sumOf(broken)
}

/** m ← past1·m + share1·g, v ← past2·v + share2·g², x ← x − rate·(m·whole1)/(√(v·whole2) + ε); v is the second number. */
export function moveByAdam(
  x: usize,
  g: usize,
  state: usize,
  second: usize,
  count: i32,
  l2: f32,
  write: bool,
  rate: f32,
  past1: f32,
  share1: f32,
  whole1: f32,
  past2: f32,
  share2: f32,
  whole2: f32,
  epsilon: f32,
): f32 {
  let broken = f32x4.splat(0)
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x)
    const slope = slopeAt(g, value, l2)
    const m = f32x4.add(
      f32x4.mul(f32x4.splat(past1), v128.load(state)),
      f32x4.mul(f32x4.splat(share1), slope),
    )
    const square = f32x4.mul(f32x4.mul(f32x4.splat(share2), slope), slope)
    const v = f32x4.add(f32x4.mul(f32x4.splat(past2), v128.load(state + second)), square)
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, f32x4.splat(whole2))), f32x4.splat(epsilon))
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), f32x4.mul(m, f32x4.splat(whole1))), root)
    const moved = unlessStill(m, value, f32x4.sub(value, step))
    broken = f32x4.add(broken, keep(state, m, left, write))
    broken = f32x4.add(broken, keep(state + second, v, left, write))
    broken = f32x4.add(broken, keep(x, moved, left, write))
    x += 16
    g += 16
    state += 16
  }
  return sumOf(broken)
}
