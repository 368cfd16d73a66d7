// Polynomials, the highest power first, and other constants stand in the memory: one that is loaded costs one instruction, one that is
// written into the code three, for V8 makes it anew for each four numbers.

/** Then log₂ e, the bounds of x, ln 2 in two parts, 1, and 1½ · 2²³. */
const exps = memory.data<f32>([
  1.98756915e-4,
  1.3981999507e-3,
  8.3334519073e-3,
  4.1665795894e-2,
  1.6666665459e-1,
  5.0000001201e-1,
  <f32>Math.LOG2E,
  -104,
  89,
  0.693359375,
  -2.1219444e-4,
  1,
  12582912,
])
/** Then where the polynomial ends, and 2. */
const tanhs = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1, 0.625, 2,
])
/** Then √½ and ½. */
const logs = memory.data<f32>([
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
  <f32>Math.SQRT1_2,
  0.5,
])

/**
 * eˣ of four numbers, within 1.5e-7 of the result (from 2⁻¹²⁶ on; below, within a step of 2⁻¹⁴⁹); ∞, 0 and NaN where they belong. x is
 * n·ln 2 + r with |r| ≤ ½·ln 2, and e^r a polynomial: Stephen Moshier's expf (Cephes). 2ⁿ is put together from its bits, in two
 * halves, for alone the largest and the smallest do not fit.
 */
export function exp4(x: v128): v128 {
  const within = f32x4.pmin(f32x4.pmax(x, v128.load32_splat(exps, 28)), v128.load32_splat(exps, 32))
  // Of a sum of this size the last bit is 1: it is rounded, and its bits are those of `large` with n added.
  const large = v128.load32_splat(exps, 48)
  const rounded = f32x4.add(f32x4.mul(within, v128.load32_splat(exps, 24)), large)
  const n = f32x4.sub(rounded, large)
  const coarse = f32x4.sub(within, f32x4.mul(n, v128.load32_splat(exps, 36)))
  const r = f32x4.sub(coarse, f32x4.mul(n, v128.load32_splat(exps, 40)))
  let p = v128.load32_splat(exps)
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(exps, 4))
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(exps, 8))
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(exps, 12))
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(exps, 16))
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(exps, 20))
  const power = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), v128.load32_splat(exps, 44))
  const whole = i32x4.sub(rounded, large)
  const half = i32x4.shr_s(whole, 1)
  return f32x4.mul(f32x4.mul(power, twoTo(half)), twoTo(i32x4.sub(whole, half)))
}

/** Its bits are those of 1 with n added to the exponent. */
function twoTo(n: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), v128.load32_splat(exps, 44))
}

/** tanh of four numbers, within 2e-7 of the result: near 0 a polynomial (Cephes' tanhf), for 1 − 2/(e²ˣ + 1) would lose its digits. */
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x)
  const z = f32x4.mul(x, x)
  let p = v128.load32_splat(tanhs)
  p = f32x4.add(f32x4.mul(p, z), v128.load32_splat(tanhs, 4))
  p = f32x4.add(f32x4.mul(p, z), v128.load32_splat(tanhs, 8))
  p = f32x4.add(f32x4.mul(p, z), v128.load32_splat(tanhs, 12))
  p = f32x4.add(f32x4.mul(p, z), v128.load32_splat(tanhs, 16))
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x)
  const power = exp4(f32x4.add(size, size))
  const one = v128.load32_splat(exps, 44)
  const bent = f32x4.sub(one, f32x4.div(v128.load32_splat(tanhs, 24), f32x4.add(power, one)))
  const far = v128.or(bent, v128.xor(x, size)) // the sign of x
  return v128.bitselect(near, far, f32x4.lt(size, v128.load32_splat(tanhs, 20)))
}

/** 1/(1 + e⁻ˣ) of four numbers. Where e⁻ˣ overflows, the result is the 0 that is meant. */
export function sigmoid4(x: v128): v128 {
  const one = v128.load32_splat(exps, 44)
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))))
}

/**
 * ln x of four numbers above 2⁻¹²⁶, within 1.5e-7 of the result or of 1; what is no number stays none. x is 2ᵉ·(1 + m) with 1 + m
 * between √½ and √2, and ln(1 + m) a polynomial (Cephes' logf).
 */
export function log4(x: v128): v128 {
  const fraction = i32x4.shr_u(i32x4.shl(x, 9), 9)
  const half = v128.or(fraction, v128.load32_splat(logs, 40))
  const small = f32x4.lt(half, v128.load32_splat(logs, 36)) // −1 where it is
  const e = f32x4.convert_i32x4_s(i32x4.add(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126)), small))
  const m = f32x4.sub(f32x4.add(half, v128.and(half, small)), v128.load32_splat(exps, 44))
  const z = f32x4.mul(m, m)
  let p = v128.load32_splat(logs)
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 4))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 8))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 12))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 16))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 20))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 24))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 28))
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(logs, 32))
  p = f32x4.mul(f32x4.mul(p, m), z)
  p = f32x4.add(p, f32x4.mul(e, v128.load32_splat(exps, 40)))
  p = f32x4.sub(p, f32x4.mul(z, v128.load32_splat(logs, 40)))
  const log = f32x4.add(f32x4.add(m, p), f32x4.mul(e, v128.load32_splat(exps, 36)))
  return v128.bitselect(log, x, f32x4.eq(x, x))
}
