/** Weights of which each is met once by each image: a row per unit, read in order (fully and locally connected layers). */

/** What `dot4x2` found. */
export const sums = new Float64Array(8)

/**
 * sums[2k + image]: four rows of W (the last one again where there are fewer), two images. `tile4x2` of `gather.ts` without its
 * tables of offsets and its packing, which would cost more than the products here: each weight is read once.
 */
export function dot4x2(
  xs: Float32Array,
  at0: number,
  at1: number,
  ws: Float32Array,
  unit: number,
  lastUnit: number,
  inputs: number, // of one unit: how far the rows lie apart
): void {
  const r0 = unit * inputs
  const r1 = Math.min(unit + 1, lastUnit) * inputs
  const r2 = Math.min(unit + 2, lastUnit) * inputs
  const r3 = Math.min(unit + 3, lastUnit) * inputs
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let s5 = 0
  let s6 = 0
  let s7 = 0
  for (let i = 0; i < inputs; i++) {
    const a = xs[at0 + i]
    const b = xs[at1 + i]
    const w0 = ws[r0 + i]
    const w1 = ws[r1 + i]
    const w2 = ws[r2 + i]
    const w3 = ws[r3 + i]
    s0 += w0 * a
    s1 += w0 * b
    s2 += w1 * a
    s3 += w1 * b
    s4 += w2 * a
    s5 += w2 * b
    s6 += w3 * a
    s7 += w3 * b
  }
  sums[0] = s0
  sums[1] = s1
  sums[2] = s2
  sums[3] = s3
  sums[4] = s4
  sums[5] = s5
  sums[6] = s6
  sums[7] = s7
}

/** out[i] += g0·rows[r0 + i] + … : a row that is not there comes with the factor 0. */
export function addRows4(
  out: Float32Array,
  outAt: number,
  rows: Float32Array,
  r0: number,
  r1: number,
  r2: number,
  r3: number,
  g0: number,
  g1: number,
  g2: number,
  g3: number,
  length: number,
): void {
  if (g0 === 0 && g1 === 0 && g2 === 0 && g3 === 0) return // after a ReLU most gradients are
  for (let i = 0; i < length; i++) {
    out[outAt + i] += g0 * rows[r0 + i] + g1 * rows[r1 + i] + g2 * rows[r2 + i] + g3 * rows[r3 + i]
  }
}
