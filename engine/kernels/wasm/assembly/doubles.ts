/** The first two of four numbers. */
export function lowDoubles(four: v128): v128 {
  return f64x2.promote_low_f32x4(four)
}

/** The last two. */
export function highDoubles(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3))
}

/** Four doubles as float32. */
export function four(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5)
}
