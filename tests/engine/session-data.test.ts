import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { unavailable } from '../../engine/data/problem'
import { type Bench, createBench, settings, shapes, smallSpec } from './harness'

/** A tiny packed set: 20 + 20 training pictures (the last 10 for validation) and 10 test pictures of 28×28. */
const COUNTS = { 'train-000.bin': 20, 'train-001.bin': 20, 'test-000.bin': 10 }
type File = keyof typeof COUNTS

const packs = new Map(
  Object.entries(COUNTS).map(([file, count]) => {
    const labels = Uint8Array.from({ length: count }, (_, i) => i % 10)
    const pixels = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 7) % 256)
    return [file, new Uint8Array(deflateRawSync(Buffer.concat([labels, pixels])))]
  }),
)
const entry = (file: File) => ({ file, count: COUNTS[file], bytes: packs.get(file)!.length })
const meta = {
  version: 1,
  set: 'mnist',
  shape: { c: 1, h: 28, w: 28 },
  classes: 10,
  filter: 'none',
  validation: 10,
  train: [entry('train-000.bin'), entry('train-001.bin')],
  test: [entry('test-000.bin')],
}

interface Gate {
  readonly promise: Promise<void>
  resolve(): void
  reject(reason: Error): void
}

function createGate(): Gate {
  let resolve = (): void => {}
  let reject = (_: Error): void => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  promise.catch(() => {}) // nobody may be waiting yet
  return { promise, resolve, reject }
}

/** A host whose files come when the test lets them. */
function createHost() {
  const gates = new Map<string, Gate>()
  const gate = (file: string) => {
    const found = gates.get(file) ?? createGate()
    gates.set(file, found)
    return found
  }
  const fetched: string[] = []
  const bench = createBench(async (url, onBytes) => {
    const file = url.split('/').at(-1)!
    fetched.push(url)
    await gate(file).promise
    const bytes = file === 'meta.json' ? new TextEncoder().encode(JSON.stringify(meta)) : packs.get(file)!
    onBytes(bytes.length)
    return bytes
  })
  bench.call('open', { spec: smallSpec, seed: 1, settings })
  return {
    bench,
    fetched,
    arrive: (...files: string[]) => {
      for (const file of files) gate(file).resolve()
    },
    fail: (file: string, status: number) => gate(file).reject(unavailable(file, status)),
  }
}

const mnist = { ...shapes, set: 'mnist' as const, base: 'https://here/data' }
const settled = (bench: Bench, done: () => boolean) =>
  vi.waitFor(
    () => {
      for (let turn = 0; turn < 50; turn++) bench.sessions.turn(5)
      expect(done()).toBe(true)
    },
    { timeout: 20_000, interval: 5 },
  )

describe('data that stream in', () => {
  it('can be used after the first pack; the rest is progress', async () => {
    const { bench, arrive } = createHost()
    const id = bench.call('data', mnist)
    arrive('meta.json', 'train-000.bin')
    await settled(bench, () => bench.reply(id) !== undefined)
    expect(bench.reply<'data'>(id)).toMatchObject({
      ok: true,
      value: {
        available: { train: 20, validation: 0, test: 0 },
        total: { train: 30, validation: 10, test: 10 },
      },
    })
    arrive('train-001.bin', 'test-000.bin')
    await settled(bench, () => bench.of('progress').at(-1)?.available?.validation === 10)
    const last = bench.of('progress').at(-1)!
    expect(last.available).toEqual({ train: 30, validation: 10, test: 10 })
    expect(last.done).toBe(last.total)
  })

  it('are asked for with both small packs at once, the large ones not before the first picture has been painted', async () => {
    const { bench, arrive, fetched } = createHost()
    const files = () => fetched.map((url) => url.replace('https://here/data/mnist/', ''))
    bench.sessions.receive({ type: 'watch', session: 1, parts: ['pixels'], nodes: null, perSecond: 10 })
    bench.call('data', mnist)
    bench.call('look', { picture: { kind: 'set', split: 'test', index: 3 } })
    expect(files()).toEqual(['meta.json', 'train-000.bin', 'test-000.bin'])
    arrive('meta.json', 'train-000.bin', 'test-000.bin')
    await settled(bench, () => bench.frame() !== undefined)
    expect(files()).toHaveLength(3)
    bench.sessions.receive({ type: 'ack', session: 1, recycle: new ArrayBuffer(0) })
    await settled(bench, () => fetched.length > 3)
    expect(files()[3]).toBe('train-001.bin')
  })

  it('are waited for in the first pass, and training goes on by itself when they come', async () => {
    const { bench, arrive } = createHost()
    bench.call('data', mnist)
    bench.call('train', { on: true, settings })
    arrive('meta.json', 'train-000.bin')
    // Two batches of 8 are there; the third needs the second pack.
    await settled(bench, () => bench.of('beat').at(-1)?.waiting === true && bench.step() === 2)
    arrive('test-000.bin', 'train-001.bin')
    await settled(bench, () => bench.step() >= 10)
  })

  it('show the wished picture as soon as its pack is there', async () => {
    const { bench, arrive } = createHost()
    bench.sessions.receive({ type: 'watch', session: 1, parts: ['pixels'], nodes: null, perSecond: 10 })
    bench.call('data', mnist)
    const id = bench.call('look', { picture: { kind: 'set', split: 'test', index: 3 } })
    arrive('meta.json', 'train-000.bin')
    await settled(bench, () => bench.of('progress').some(({ available }) => available?.train === 20))
    expect(bench.frame()).toBeUndefined()
    arrive('test-000.bin')
    await settled(bench, () => bench.frame() !== undefined)
    expect(bench.reply<'look'>(id)).toMatchObject({ ok: true, value: { label: 3 } })
  })

  it('go on without a pack that cannot be had, and say which', async () => {
    const { bench, arrive, fail } = createHost()
    bench.call('data', mnist)
    bench.call('train', { on: true, settings })
    arrive('meta.json', 'train-000.bin', 'test-000.bin')
    fail('train-001.bin', 404)
    await settled(bench, () => bench.of('progress').some(({ problem }) => problem !== undefined))
    expect(bench.of('progress').find(({ problem }) => problem)?.problem).toEqual({
      code: 'data-unavailable',
      values: { file: 'train-001.bin', status: 404 },
    })
    await settled(bench, () => bench.step() >= 12)
  })

  it('are refused when there are none, and asked for anew the next time', async () => {
    const { bench, fail, fetched } = createHost()
    const id = bench.call('data', mnist)
    fail('meta.json', 404)
    await settled(bench, () => bench.reply(id) !== undefined)
    expect(bench.reply(id)).toMatchObject({
      ok: false,
      problem: { code: 'data-unavailable', values: { file: 'meta.json', status: 404 } },
    })
    const count = fetched.length
    bench.call('data', mnist)
    expect(fetched[count]).toBe('https://here/data/mnist/meta.json')
  })

  it('give way to the latest choice', async () => {
    const { bench } = createHost()
    const first = bench.call('data', mnist)
    const second = bench.call('data', shapes)
    expect(bench.reply(first)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(bench.reply(second)).toMatchObject({ ok: true })
  })

  it('refuse a picture beyond the end of the split', () => {
    const { bench } = createHost()
    bench.call('data', shapes)
    const id = bench.call('look', { picture: { kind: 'set', split: 'test', index: 59_999 } })
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'no-data' } })
  })
})
