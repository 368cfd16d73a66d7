/**
 * eˣ of four numbers, within 1.5e-7 of the result (from 2⁻¹²⁶ on; below, within a step of 2⁻¹⁴⁹); ∞, 0 and NaN where they belong. x is
 * n·ln 2 + r with |r| ≤ ½·ln 2, and e^r a polynomial: Stephen Moshier's expf (Cephes). 2ⁿ is put together from its bits, in two
 * halves, for alone the largest and the smallest do not fit.
 */
export function exp4(x: v128): v128 {
  const within = f32x4.min(f32x4.max(x, f32x4.splat(-104)), f32x4.splat(89))
  const n = f32x4.nearest(f32x4.mul(within, f32x4.splat(<f32>Math.LOG2E)))
  const coarse = f32x4.sub(within, f32x4.mul(n, f32x4.splat(0.693359375)))
  const r = f32x4.sub(coarse, f32x4.mul(n, f32x4.splat(-2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  const power = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1))
  const whole = i32x4.trunc_sat_f32x4_s(n)
  const half = i32x4.shr_s(whole, 1)
  return f32x4.mul(f32x4.mul(power, twoTo(half)), twoTo(i32x4.sub(whole, half)))
}

function twoTo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23)
}

/** tanh of four numbers, within 2e-7 of the result: near 0 a polynomial (Cephes' tanhf), for 1 − 2/(e²ˣ + 1) would lose its digits. */
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x)
  const z = f32x4.mul(x, x)
  let p = f32x4.splat(-5.70498872745e-3)
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1))
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x)
  const power = exp4(f32x4.add(size, size))
  const one = f32x4.splat(1)
  const bent = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)))
  const far = v128.or(bent, v128.and(x, i32x4.splat(0x80000000)))
  return v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625)))
}

/** 1/(1 + e⁻ˣ) of four numbers. Where e⁻ˣ overflows, the result is the 0 that is meant. */
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1)
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))))
}
