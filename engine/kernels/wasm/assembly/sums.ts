import { firstLanes, storeLanes, sumsOf } from './lanes'

/**
 * sums[plane] += Σ of its numbers; planes lie one after the other. Images of `planes` planes each. Four sums at once: one would wait for each
 * of its additions.
 */
export function addPlaneSums(from: usize, length: i32, planes: i32, images: i32, sums: usize): void {
  const whole = (<usize>(length & ~3)) << 2
  const inside = firstLanes(length & 3)
  const zero = f32x4.splat(0)
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < planes; p++) {
      const end = from + whole
      const fours = from + (whole & ~63)
      let sum = zero
      let b = zero
      let c = zero
      let d = zero
      let at = from
      for (; at < fours; at += 64) {
        sum = f32x4.add(sum, v128.load(at))
        b = f32x4.add(b, v128.load(at, 16))
        c = f32x4.add(c, v128.load(at, 32))
        d = f32x4.add(d, v128.load(at, 48))
      }
      for (; at < end; at += 16) sum = f32x4.add(sum, v128.load(at))
      if (length & 3) sum = f32x4.add(sum, v128.and(v128.load(at), inside))
      const to = sums + ((<usize>p) << 2)
      store<f32>(
        to,
        load<f32>(to) +
          f32x4.extract_lane(sumsOf(f32x4.add(f32x4.add(sum, b), f32x4.add(c, d)), zero, zero, zero), 0),
      )
      from += (<usize>length) << 2
    }
  }
}

/** y[n][u] = sums[u/4][n][u%4] + biases[u]; without biases (address 0) the sum alone. */
export function storeSums(sums: usize, images: i32, biases: usize, units: i32, y: usize): void {
  for (let u = 0; u < units; u += 4) {
    const bias = biases ? v128.load(biases + ((<usize>u) << 2)) : f32x4.splat(0)
    let to = y + ((<usize>u) << 2)
    for (let n = 0; n < images; n++) {
      storeLanes(to, f32x4.add(v128.load(sums), bias), units - u)
      sums += 16
      to += (<usize>units) << 2
    }
  }
}
