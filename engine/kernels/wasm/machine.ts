import { type Arrays, type ArrayType, type Held, type Memory, viewers, widths } from '../memory'
import { binary } from './binary'
import type { Compiled } from './compiled'
import { createPlaces } from './places'
import { roomOf } from './sheet'

/**
 * The compiled loops and their memory: tensors, and room for what one call needs besides (a picture with its border, packed
 * filters, tables). A memory that grows makes all its views anew, so views are asked for each time. One that has trapped is
 * thrown away with its network.
 */
export interface Machine {
  readonly run: Compiled
  readonly memory: Memory
  /** Fresh after each `lay` and each `at`. */
  readonly f32: Float32Array
  readonly i32: Int32Array
  /** Room for arrays of so many numbers for the call at hand: their addresses. */
  lay(lengths: readonly number[]): number[]
  /** The address of an array. One that lives elsewhere is a guest: it is copied in, and back when the call ends. */
  at(numbers: Guest): number
  /** Ends a call: guests go home. */
  end(): void
}

type Guest = Arrays[ArrayType]

/** Bytes by which a memory grows. */
const PAGE = 65536

/** The loops read up to three numbers beyond an array. */
const BEYOND = 12

let compiled: WebAssembly.Module | null = null

/** How they stand in the text, `scripts/build-kernels.mjs` says. A plain loop: with `from` it took ten times as long. */
function bytesIn(text: string): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(text.length)
  for (let i = 0; i < all.length; i++) {
    const code = text.charCodeAt(i)
    all[i] = code - (code < 92 ? 35 : 36)
  }
  return all
}

/** Throws where there is no WebAssembly or no SIMD. */
export function createMachine(): Machine {
  compiled ??= new WebAssembly.Module(bytesIn(binary))
  const { exports } = new WebAssembly.Instance(compiled)
  const run = exports as unknown as Compiled
  const { memory } = run
  const places = createPlaces(run.base(), ensure)
  /** What lies beyond has been nobody's yet: a memory begins and grows with zeros. */
  let used = run.base()
  let f32 = new Float32Array(memory.buffer)
  let i32 = new Int32Array(memory.buffer)
  let scratch = { start: 0, bytes: 0 }
  const guests = new Map<Guest, number>()
  const starts = new WeakMap<Held<unknown>, number>()

  function ensure(end: number): void {
    const missing = end + BEYOND - memory.buffer.byteLength
    if (missing <= 0) return
    memory.grow(Math.ceil(missing / PAGE))
    f32 = new Float32Array(memory.buffer)
    i32 = new Int32Array(memory.buffer)
  }

  function take(bytes: number): number {
    const start = places.take(bytes)
    used = Math.max(used, start + bytes + BEYOND)
    return start
  }

  function viewed<T extends ArrayType>(type: T, start: number, length: number): Held<Arrays[T]> {
    let array = viewers[type](memory.buffer, start, length)
    return {
      get array() {
        if (array.buffer !== f32.buffer) array = viewers[type](memory.buffer, start, length) // it has grown
        return array
      },
      part: (from, count) => viewed(type, start + from * widths[type], count),
    }
  }

  return {
    run,
    memory: {
      hold(type, length) {
        const untouched = used
        const start = take(length * widths[type])
        const held = viewed(type, start, length)
        // Touching fresh memory is what takes long: that is left to who needs it.
        held.array.fill(0, 0, Math.max(0, Math.ceil((untouched - start) / widths[type])))
        starts.set(held, start)
        return held
      },
      release(all) {
        for (const held of all) {
          const start = starts.get(held)
          if (start !== undefined) places.free(start)
        }
      },
    },
    get f32() {
      return f32
    },
    get i32() {
      return i32
    },
    lay(lengths) {
      const bytes = lengths.reduce((sum, length) => sum + roomOf(length), 0)
      if (bytes > scratch.bytes) {
        places.free(scratch.start)
        scratch = { start: 0, bytes: 0 }
        scratch = { start: take(bytes), bytes }
      }
      let next = scratch.start
      return lengths.map((length) => {
        const start = next
        next += roomOf(length)
        return start
      })
    },
    at(numbers) {
      if (numbers.buffer === f32.buffer) return numbers.byteOffset
      const known = guests.get(numbers)
      if (known !== undefined) return known
      const start = take(numbers.byteLength)
      new Uint8Array(memory.buffer).set(bytesOf(numbers), start)
      guests.set(numbers, start)
      return start
    },
    end() {
      if (guests.size === 0) return
      for (const [numbers, start] of guests) {
        bytesOf(numbers).set(new Uint8Array(memory.buffer, start, numbers.byteLength))
        places.free(start)
      }
      guests.clear()
    },
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Guest): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
