/**
 * Private memory of the typescript kernels: grown at first use and then reused, so that nothing is allocated while
 * training. Doubles, because reading a float32 costs a conversion each time and every number is read many times.
 */
export interface Scratch {
  /** The picture (or dY) of one image with its zero border. */
  readonly source: (length: number) => Float64Array
  /** Weights (or dY) as `[n/4][terms][4]`. */
  readonly packed: (length: number) => Float64Array
  /** What lies under the window of a locally connected place, of up to four images. */
  readonly patches: (length: number) => Float32Array
  readonly positions: (length: number) => Int32Array
  readonly terms: (length: number) => Int32Array
  readonly targets: (length: number) => Int32Array
}

/** Each with the bytes of one of its numbers. */
export const scratchArrays = [
  ['source', 8],
  ['packed', 8],
  ['patches', 4],
  ['positions', 4],
  ['terms', 4],
  ['targets', 4],
] as const satisfies readonly (readonly [keyof Scratch, number])[]

export type ScratchArray = (typeof scratchArrays)[number][0]

export function createScratch(): Scratch {
  return {
    source: growing((length) => new Float64Array(length)),
    packed: growing((length) => new Float64Array(length)),
    patches: growing((length) => new Float32Array(length)),
    positions: growing((length) => new Int32Array(length)),
    terms: growing((length) => new Int32Array(length)),
    targets: growing((length) => new Int32Array(length)),
  }
}

function growing<A extends { readonly length: number }>(allocate: (length: number) => A) {
  let array = allocate(0)
  return (length: number): A => {
    if (array.length < length) array = allocate(length)
    return array
  }
}
