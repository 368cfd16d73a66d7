/**
 * The one loop under all three passes of a convolution:
 *
 *   out[f][p] += Σ_t packed[t][f] · source[positions[p] + terms[t]]
 *
 * forward: f filters, p pixels, t taps · dX: f input channels, p pixels, t taps of the flipped filters ·
 * dW: f filters, p taps, t pixels. A tile of eight sums stays in registers: 4 f × 2 p, and 2 f × 4 p where fewer
 * than three f are left over. Sums are doubles: `Math.fround` after each product would halve the speed.
 */
export interface Gather {
  readonly source: Float64Array
  readonly positions: Int32Array
  readonly positionCount: number
  readonly terms: Int32Array
  readonly termCount: number
  readonly packed: Float64Array // [rows/4][termCount][4]
  readonly rows: number // how many f
  readonly out: Float32Array
  readonly outAt: number
  readonly rowStep: number // numbers between out[f][p] and out[f + 1][p]
  readonly targets: Int32Array | null // where in a row position p goes; null: at p
}

const sums = new Float64Array(8)

export function gather(g: Gather): void {
  for (let row = 0; row < g.rows; row += 4) {
    const packedAt = row * g.termCount
    const outAt = g.outAt + row * g.rowStep
    const left = g.rows - row
    if (left > 2) gather4(g, packedAt, outAt, Math.min(left, 4))
    else gather2(g, packedAt, outAt, left)
  }
}

function gather4(g: Gather, packedAt: number, outAt: number, rows: number): void {
  const { source, positions, positionCount, terms, termCount, packed, out, rowStep, targets } = g
  for (let p = 0; p < positionCount; p += 2) {
    const second = p + 1 < positionCount ? p + 1 : p
    tile4x2(source, positions[p], positions[second], terms, termCount, packed, packedAt)
    const to0 = outAt + (targets ? targets[p] : p)
    const to1 = outAt + (targets ? targets[second] : second)
    for (let f = 0; f < rows; f++) {
      out[to0 + f * rowStep] += sums[2 * f]
      if (second !== p) out[to1 + f * rowStep] += sums[2 * f + 1]
    }
  }
}

function gather2(g: Gather, packedAt: number, outAt: number, rows: number): void {
  const { source, positions, positionCount, terms, termCount, packed, out, rowStep, targets } = g
  const last = positionCount - 1
  for (let p = 0; p < positionCount; p += 4) {
    const b = positions[Math.min(p + 1, last)]
    const c = positions[Math.min(p + 2, last)]
    const d = positions[Math.min(p + 3, last)]
    tile2x4(source, positions[p], b, c, d, terms, termCount, packed, packedAt)
    const count = Math.min(4, positionCount - p)
    for (let i = 0; i < count; i++) {
      const to = outAt + (targets ? targets[p + i] : p + i)
      out[to] += sums[i]
      if (rows > 1) out[to + rowStep] += sums[4 + i]
    }
  }
}

/**
 * sums[2f + p]: four rows, two positions. The eight sums are written out here, in `tile2x4` and in `rows.ts`: in an
 * array, or behind a function that is told how to read a term, they would live in memory and not in registers.
 */
function tile4x2(
  source: Float64Array,
  at0: number,
  at1: number,
  terms: Int32Array,
  termCount: number,
  packed: Float64Array,
  packedAt: number,
): void {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let s5 = 0
  let s6 = 0
  let s7 = 0
  for (let t = 0, k = packedAt; t < termCount; t++, k += 4) {
    const offset = terms[t]
    const x0 = source[at0 + offset]
    const x1 = source[at1 + offset]
    const w0 = packed[k]
    const w1 = packed[k + 1]
    const w2 = packed[k + 2]
    const w3 = packed[k + 3]
    s0 += w0 * x0
    s1 += w0 * x1
    s2 += w1 * x0
    s3 += w1 * x1
    s4 += w2 * x0
    s5 += w2 * x1
    s6 += w3 * x0
    s7 += w3 * x1
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

/** sums[4f + p]: two rows, four positions. */
function tile2x4(
  source: Float64Array,
  at0: number,
  at1: number,
  at2: number,
  at3: number,
  terms: Int32Array,
  termCount: number,
  packed: Float64Array,
  packedAt: number,
): void {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let s5 = 0
  let s6 = 0
  let s7 = 0
  for (let t = 0, k = packedAt; t < termCount; t++, k += 4) {
    const offset = terms[t]
    const x0 = source[at0 + offset]
    const x1 = source[at1 + offset]
    const x2 = source[at2 + offset]
    const x3 = source[at3 + offset]
    const w0 = packed[k]
    const w1 = packed[k + 1]
    s0 += w0 * x0
    s1 += w0 * x1
    s2 += w0 * x2
    s3 += w0 * x3
    s4 += w1 * x0
    s5 += w1 * x1
    s6 += w1 * x2
    s7 += w1 * x3
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
