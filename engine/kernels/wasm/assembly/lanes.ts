/** Stores the first `count` of four numbers, at least one; more than four count as four. */
export function storeLanes(at: usize, four: v128, count: u32): void {
  if (count >= 4) {
    v128.store(at, four)
    return
  }
  v128.store_lane<f32>(at, four, 0)
  if (count > 1) v128.store_lane<f32>(at, four, 1, 4)
  if (count > 2) v128.store_lane<f32>(at, four, 2, 8)
}

/** All bits of the first `count` numbers of four. */
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))
}

/** [Σa, Σb, Σc, Σd] of the four numbers of each, in pairs. */
export function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7))
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7))
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
}

/** Numbers 0, 2, 4 and 6 of eight. */
export function evens(at: usize): v128 {
  return v128.shuffle<f32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6)
}

/** Numbers 1, 3, 5 and 7. */
export function odds(at: usize): v128 {
  return v128.shuffle<f32>(v128.load(at), v128.load(at, 16), 1, 3, 5, 7)
}
