import type { Tensor } from '../tensor'

export interface Arrays {
  readonly float32: Float32Array
  readonly float64: Float64Array
  readonly int32: Int32Array
}

export type ArrayType = keyof Arrays

/** An array that lives in the memory of a kernel set. */
export interface Held<A> {
  /** Asked for anew each time: where the memory has grown, it is another view of the same numbers. */
  readonly array: A
  part(from: number, length: number): Held<A>
}

/** Where a kernel set reads and writes without copying. */
export interface Memory {
  /** Numbers of 0. Throws RangeError where there is no room. */
  hold<T extends ArrayType>(type: T, length: number): Held<Arrays[T]>
  /** Its place may be given to another; the arrays must not be used again. */
  release(held: Iterable<Held<unknown>>): void
}

/** The memory of the page: each array has a buffer of its own. */
export const ownBuffers: Memory = {
  hold: (type, length) => fixed(type, new ArrayBuffer(length * widths[type]), 0, length),
  release: () => {},
}

/** Bytes of one number. */
export const widths: { readonly [T in ArrayType]: number } = { float32: 4, float64: 8, int32: 4 }

type Viewers = {
  readonly [T in ArrayType]: (buffer: ArrayBuffer, start: number, length: number) => Arrays[T]
}

/** By type: so many numbers from a byte on. */
export const viewers: Viewers = {
  float32: (buffer, start, length) => new Float32Array(buffer, start, length),
  float64: (buffer, start, length) => new Float64Array(buffer, start, length),
  int32: (buffer, start, length) => new Int32Array(buffer, start, length),
}

function fixed<T extends ArrayType>(
  type: T,
  buffer: ArrayBuffer,
  start: number,
  length: number,
): Held<Arrays[T]> {
  return {
    array: viewers[type](buffer, start, length),
    part: (from, count) => fixed(type, buffer, start + from * widths[type], count),
  }
}

/** A tensor whose numbers are asked for anew each time. */
export const tensorOf = (shape: readonly number[], held: Held<Tensor['data']>): Tensor => ({
  shape,
  get data() {
    return held.array
  },
})
