import { binary } from './binary'
import { address, multipleOf4 } from './sheet'

/** What `assembly/kernels.ts` exports. Addresses in bytes. */
interface Compiled {
  readonly memory: WebAssembly.Memory
  base(): number
  gather(
    source: number,
    pitch: number,
    taps: number,
    tapCount: number,
    packed: number,
    biases: number,
    filters: number,
    out: number,
    rows: number,
    width: number,
  ): void
  correlate(
    source: number,
    pitch: number,
    taps: number,
    tapCount: number,
    dy: number,
    filters: number,
    out: number,
    rows: number,
    width: number,
  ): void
}

/**
 * The compiled loops and a memory for what they read and write in one call: one image with its border, packed filters, a table of taps,
 * the result. It grows at the first step to what the largest layer takes, and stays. Tensors themselves live outside: one
 * image is copied in anyway, for it needs its border, and a memory that holds tensors could not grow without detaching them.
 */
export interface Machine {
  readonly run: Compiled
  /** Fresh after each `lay`. */
  f32: Float32Array
  i32: Int32Array
  /** Room for arrays of so many numbers, side by side, each at a multiple of 16 bytes: their first indices. */
  lay(lengths: readonly number[]): number[]
}

/** Bytes by which a memory grows. */
const PAGE = 65536

/** Compiles and starts; throws where there is no WebAssembly or no SIMD. */
export function createMachine(): Machine {
  const bytes = Uint8Array.from(atob(binary), (c) => c.charCodeAt(0))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const run = exports as unknown as Compiled
  const { memory } = run
  const first = Math.ceil(run.base() / 16) * 4

  const machine: Machine = {
    run,
    f32: new Float32Array(memory.buffer),
    i32: new Int32Array(memory.buffer),
    lay(lengths) {
      let next = first
      const starts = lengths.map((length) => {
        const start = next
        next += multipleOf4(length)
        return start
      })
      const missing = address(next) - memory.buffer.byteLength
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE))
        machine.f32 = new Float32Array(memory.buffer)
        machine.i32 = new Int32Array(memory.buffer)
      }
      return starts
    },
  }
  return machine
}
