/**
 * Random numbers by counter: number i of a stream follows from the stream's two keys and i alone, so that a hundred million can be drawn
 * in pieces of any size, in any order, with no state between them (the idea: Salmon et al. 2011, "Parallel random numbers: as easy
 * as 1, 2, 3"). What runs step by step takes its numbers from `random.ts`.
 */
export type Keys = readonly [number, number]

/** Of a stream of its own for each purpose: 32 bits each, FNV-1a from two beginnings. */
export function keysOf(seed: number, purpose: string): Keys {
  const hash = (start: number): number => {
    let bits = start
    for (const char of `${seed}/${purpose}`) bits = Math.imul(bits ^ char.charCodeAt(0), 0x01000193)
    return mix(bits)
  }
  return [hash(0x811c9dc5), hash(0x9747b28c)]
}

/** Numbers `from` … `end − 1` of a stream of standard normal numbers times `deviation`, each to its place. */
export function fillNormal(
  into: Float32Array | Float64Array,
  from: number,
  end: number,
  [a, b]: Keys,
  deviation: number,
): void {
  for (let i = from; i < end; i++) {
    const bits = mix((mix(i ^ a) + b) | 0) >>> 0
    into[i] = deviation * normalAt((bits + 0.5) / 0x100000000)
  }
}

/** 32 bits → 32 bits, one to one, each of which depends on all: Chris Wellons' lowbias32 (github.com/skeeto/hash-prospector). */
function mix(bits: number): number {
  let x = bits ^ (bits >>> 16)
  x = Math.imul(x, 0x7feb352d)
  x ^= x >>> 15
  x = Math.imul(x, 0x846ca68b)
  return x ^ (x >>> 16)
}

/**
 * The number below which a share `p` of the standard normal distribution lies, to seven digits: Wichura 1988, algorithm AS 241,
 * PPND7, without its third part, for p so near 0 or 1 that 32 bits do not reach it.
 */
export function normalAt(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    )
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p)) - 1.6
  const size =
    (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
    ((0.12021132975 * r + 0.7370016425) * r + 1)
  return q < 0 ? -size : size
}
