/**
 * The most that WebAssembly's SIMD can do on this machine, one core: multiply and add on registers alone. The module is written
 * byte by byte (https://webassembly.github.io/spec/core/binary/), so that no compiler stands between the loop and V8.
 *
 * It is the inner loop of a convolution without its loads: 4 filters × 2 vectors of pixels, eight sums in registers. Chains of
 * the form s ← s·m + a would measure the latency of two operations instead (33 of 52 GFLOP/s on a Zen 5), and other tiles
 * (5 × 2, 6 × 2) run out of registers.
 */
const FILTERS = 4
const VECTORS = 2
const UNROLLED = 8
const FLOP_PER_TURN = UNROLLED * FILTERS * VECTORS * 8 // four lanes, a multiply and an add

// Locals, after the two parameters: turns left, and a number that the compiler cannot know.
const [TURNS, SEED] = [0, 1]
const sum = (filter: number, vector: number): number => 2 + filter * VECTORS + vector
const pixels = (vector: number): number => sum(FILTERS, 0) + vector
const weights = (filter: number): number => pixels(VECTORS) + filter
const LOCALS = weights(FILTERS) - 2

const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const simd = (code: number): number[] => [0xfd, ...leb(code)]
const splat = simd(0x13)
const multiply = simd(0xe6)
const add = simd(0xe4)
const firstLane = [...simd(0x1f), 0]
const constant = (value: number): number[] => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)]

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const tile = range(FILTERS).flatMap((filter) => range(VECTORS).map((vector) => ({ filter, vector })))

/** Another multiple of the seed in each. */
const fill = (local: number): number[] => [...get(SEED), ...constant(local), 0x94, ...splat, ...set(local)]

const turn = [
  ...tile.flatMap(({ filter, vector }) => {
    const product = [...get(pixels(vector)), ...get(weights(filter)), ...multiply]
    return [...get(sum(filter, vector)), ...product, ...add, ...set(sum(filter, vector))]
  }),
  // The two change places: with other operands each time no product can be moved out of the loop.
  ...[...get(pixels(0)), ...get(pixels(1)), ...set(pixels(0)), ...set(pixels(1))],
]

const countDown = [...get(TURNS), 0x41, 1, 0x6b, 0x22, TURNS, 0x0d, 0]

const body = [
  ...[...range(VECTORS).map(pixels), ...range(FILTERS).map(weights)].flatMap(fill),
  ...[0x03, 0x40, ...range(UNROLLED).flatMap(() => turn), ...countDown, 0x0b],
  ...tile.flatMap(({ filter, vector }, i) => [...get(sum(filter, vector)), ...(i > 0 ? add : [])]),
  ...firstLane,
]

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]
}

const section = (id: number, content: number[]): number[] => [id, ...leb(content.length), ...content]

function assemble(): Uint8Array<ArrayBuffer> {
  const code = [1, ...leb(LOCALS), 0x7b, ...body, 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, 0x7f, 0x7d, 1, 0x7d]), // (i32, f32) → f32
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ])
}

const TURNS_PER_RUN = 10_000 // about 1 ms: long enough for any clock, short enough to fit between two samples

export interface Peak {
  readonly name: 'peak'
  readonly flop: number // of one run
  run(): number
}

export function createPeak(): Peak {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble()))
  const { run } = exports
  if (typeof run !== 'function') throw new TypeError('the module has no loop')
  return { name: 'peak', flop: TURNS_PER_RUN * FLOP_PER_TURN, run: () => run(TURNS_PER_RUN, 1e-3) }
}
