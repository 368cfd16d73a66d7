/** What is too large is refused by its account, whoever asks: the counting wraps every constructor that takes a length. */
import { afterEach, expect, it, vi } from 'vitest'
import { linkToLab } from '../../app/store/lab-link'
import { startOf } from '../../app/store/lab-start'
import { chain } from '../../engine/plan/chain'
import { MEMORY_LIMIT } from '../../engine/plan/limits'
import { plan } from '../../engine/plan/plan'
import { checkSession } from '../../engine/plan/session-memory'
import { createRandom } from '../../engine/random'
import { SpecError } from '../../engine/shape'
import type { NetworkSpec } from '../../engine/spec'
import { zoo } from '../../engine/zoo/index'
import { createBench, settings } from './harness'

const CONFIGURATIONS = 100
const ARRAYS = ['ArrayBuffer', 'Float32Array', 'Float64Array', 'Int32Array', 'Uint8Array'] as const

/** Bytes of the largest allocation, and of all, that are asked for from now on. */
function countBytes() {
  const counted = { largest: 0, all: 0 }
  const count = (bytes: number): void => {
    counted.largest = Math.max(counted.largest, bytes)
    counted.all += bytes
  }
  for (const name of ARRAYS) {
    const original: { new (...args: never[]): object } = globalThis[name]
    const width = name === 'ArrayBuffer' ? 1 : globalThis[name].BYTES_PER_ELEMENT
    vi.stubGlobal(
      name,
      new Proxy(original, {
        construct(target, args, newTarget) {
          if (typeof args[0] === 'number') count(args[0] * width)
          return Reflect.construct(target, args, newTarget)
        },
      }),
    )
  }
  const { grow } = WebAssembly.Memory.prototype
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(function (
    this: WebAssembly.Memory,
    pages,
  ) {
    count(pages * 65_536)
    return grow.call(this, pages)
  })
  return counted
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** From ten thousand bytes to 10¹⁵: picture, filters and batch grow with i. */
function configuration(i: number): { spec: NetworkSpec; batch: number } {
  const random = createRandom(i)
  const grow = (most: number): number => Math.max(1, Math.round(most ** (i / CONFIGURATIONS)))
  const side = grow(4096)
  const filters = grow(1024) + random.below(3)
  const layers = [
    { type: 'conv', filters, size: 3, pad: random.below(2) },
    { type: 'relu' },
    { type: 'globalpool', kind: 'avg' },
    { type: 'fc', units: 10 },
  ] as const
  return { spec: chain({ c: 3, h: side + 2, w: side + 2 }, ...layers), batch: grow(65_536) }
}

it(`of ${CONFIGURATIONS} networks from 10 kB to 10¹⁵ bytes, pasted as JSON, the engine opens those that fit and allocates nothing for the others`, () => {
  let [fit, refused, most] = [0, 0, 0]
  for (let i = 0; i < CONFIGURATIONS; i++) {
    const { spec, batch } = configuration(i)
    const pasted: NetworkSpec = JSON.parse(JSON.stringify(spec))
    const own = accountOf(pasted, batch)
    most = Math.max(most, own)
    if (own > 2 ** 27 && own <= MEMORY_LIMIT) continue // would fit, and take this machine's memory for nothing
    const bench = createBench()
    const counted = countBytes()
    const started = performance.now()
    const id = bench.call('open', { spec: pasted, seed: 1, settings: { ...settings, batch } })
    const took = performance.now() - started
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    const reply = bench.reply<'open'>(id)
    expect(counted.largest).toBeLessThanOrEqual(MEMORY_LIMIT)
    if (own <= MEMORY_LIMIT) {
      expect(reply?.ok).toBe(true)
      fit++
    } else {
      expect(reply).toMatchObject({ ok: false, problem: { code: 'too-large' } })
      expect(counted.all).toBe(0)
      expect(took).toBeLessThan(1000) // of 100 ms on a machine of its own
      refused++
    }
  }
  expect(fit).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(20)
  expect(most).toBeGreaterThan(1e14)
})

/** Bytes, by the sum that a refusal tells. */
function accountOf(spec: NetworkSpec, batch: number): number {
  try {
    return checkSession(plan(spec), { batch, optimiser: 'momentum' }).total
  } catch (error) {
    if (!(error instanceof SpecError) || error.code !== 'too-large') throw error
    return Number(error.values.total)
  }
}

it('of every network that a link can name, with the largest batch that it can ask for, what is opened fits or is refused', () => {
  for (const id of zoo.keys()) {
    const { values } = linkToLab(new URLSearchParams({ preset: id, batch: '256' }))
    const { plan: planned, settings: wished } = startOf(values)
    const own = accountOf(planned.spec, wished.batch)
    if (own <= MEMORY_LIMIT) continue
    const bench = createBench()
    const counted = countBytes()
    const open = bench.call('open', { spec: planned.spec, seed: 1, settings: wished })
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    expect(bench.reply<'open'>(open), id).toMatchObject({ ok: false })
    expect(counted.all, id).toBe(0)
  }
})
