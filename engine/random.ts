/**
 * Seeded random numbers (sfc32, Chris Doty-Humphrey's Small Fast Counting generator): the same seed gives the same
 * numbers on every machine, and four integers are its whole state, so a checkpoint can hold it.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number
  /** Uniform integer in [0, n). */
  below(n: number): number
  /** into[i] = 1 where a uniform number is at least `share`, else 0, for i from `from` to `end` − 1: one draw each. */
  fillAtLeast(share: number, into: Int32Array, from: number, end: number): void
  /** Standard normal (Box–Muller, one value per two uniforms, so that the state stays four integers). */
  normal(): number
  state(): readonly number[]
}

export function createRandom(seed: number | readonly number[]): Random {
  let [a, b, c, counter] = typeof seed === 'number' ? [0, seed | 0, (seed / 0x100000000) | 0, 1] : seed

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  // A fresh seed differs from its neighbours in few bits; twelve rounds mix them (the generator's own advice).
  if (typeof seed === 'number') for (let i = 0; i < 12; i++) next()

  const uniform = (): number => next() / 0x100000000

  /** The same draws with the state in registers: four times as fast. */
  function fillAtLeast(share: number, into: Int32Array, from: number, end: number): void {
    const least = Math.ceil(share * 0x100000000) | 0
    let [p, q, r, count] = [a, b, c, counter]
    for (let i = from; i < end; i++) {
      const sum = (((p + q) | 0) + count) | 0
      count = (count + 1) | 0
      p = q ^ (q >>> 9)
      q = (r + (r << 3)) | 0
      r = (((r << 21) | (r >>> 11)) + sum) | 0
      // sum < least as unsigned numbers: the borrow of their difference. A branch would be guessed wrong every other time.
      into[i] = 1 ^ (((~sum & least) | ((~sum | least) & (sum - least))) >>> 31)
    }
    a = p
    b = q
    c = r
    counter = count
  }

  return {
    uniform,
    fillAtLeast,
    below: (n) => Math.floor(uniform() * n),
    // 1 − u lies in (0, 1], so the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    state: () => [a, b, c, counter],
  }
}

/** A stream of its own for each purpose, so that drawing more of one never shifts another. */
export function forkRandom(seed: number, purpose: string): Random {
  let hash = 0x811c9dc5 // FNV-1a
  for (const char of `${seed}/${purpose}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193)
  return createRandom(hash >>> 0)
}
