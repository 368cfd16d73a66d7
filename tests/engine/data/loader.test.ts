import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../../engine/data/feed'
import { type Loading, loadingOrder, loadMeta, loadPacks } from '../../../engine/data/loader'
import { createPackStore } from '../../../engine/data/store'
import { greyOf, packBytes, packedFolder, serve } from './packed'

async function load(folder: ReturnType<typeof packedFolder>, asked: string[] = []) {
  const store = createPackStore(folder.meta)
  const told: Loading[] = []
  for await (const loading of loadPacks('data', folder.meta, store, serve(folder, asked))) {
    told.push({ ...loading, available: { ...loading.available } })
  }
  return { store, told }
}

describe('loading a packed set', () => {
  const folder = packedFolder([2, 3, 5, 5, 5], [2, 5], 5)

  it('begins with the first training and the first test pack, then validation, and ends with everything', async () => {
    const { told, store } = await load(folder)
    expect(told[0].available).toEqual({ train: 2, validation: 0, test: 0 })
    expect(told[1].available).toEqual({ train: 2, validation: 0, test: 2 })
    expect(told[3].available.validation).toBe(5)
    expect(told.at(-1)).toMatchObject({ available: { train: 15, validation: 5, test: 7 }, problem: null })
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total)
    expect(store.total).toEqual({ train: 15, validation: 5, test: 7 })
  })

  it('asks for each file once', async () => {
    const asked: string[] = []
    await load(folder, asked)
    expect([...asked].sort()).toEqual([...new Set(asked)].sort())
    expect(asked).toHaveLength(7)
    expect(loadingOrder(folder.meta).map(({ file }) => file)).toEqual(asked)
  })

  it('finds every picture under its split and number', async () => {
    const { store } = await load(folder)
    for (const [split, start, count] of [
      ['train', 0, 15],
      ['validation', 15, 5],
      ['test', 0, 7],
    ] as const) {
      for (let i = 0; i < count; i++) {
        expect(store.image(split, i)).toMatchObject({ label: (start + i) % 10 })
        const image = store.image(split, i)
        expect(typeof image === 'object' && image?.pixels[783]).toBe(greyOf(start + i))
      }
    }
    expect(() => store.image('train', 15)).toThrow(RangeError)
  })

  it('splits a pack in which validation begins, as a capped build has them', async () => {
    const { store } = await load(packedFolder([2, 8], [2], 3))
    expect(store.available).toEqual({ train: 7, validation: 3, test: 2 })
    expect(store.image('validation', 0)).toMatchObject({ label: 7 })
    expect(store.runs).toEqual([
      { start: 0, count: 2 },
      { start: 2, count: 5 },
    ])
  })

  it('goes on without a pack that cannot be had, and says which and why', async () => {
    const broken = packedFolder([2, 3, 5, 5, 5], [2, 5], 5)
    broken.files.delete('train-002.bin')
    broken.files.set('test-001.bin', packBytes(0, 1))
    const { store, told } = await load(broken)
    const problems = told.flatMap(({ problem }) => (problem ? [problem] : []))
    expect(problems.map(({ code, values }) => [code, values.file])).toEqual([
      ['data-unavailable', 'train-002.bin'],
      ['data-malformed', 'test-001.bin'],
    ])
    expect(store.available).toEqual({ train: 10, validation: 5, test: 2 })
    expect(store.image('train', 6)).toBe('missing')
  })

  it('tries a broken connection twice', async () => {
    let failures = 1
    const flaky = serve(folder)
    const store = createPackStore(folder.meta)
    for await (const { problem } of loadPacks('data', folder.meta, store, async (url, onBytes) => {
      if (url.endsWith('train-001.bin') && failures-- > 0) throw new TypeError('network')
      return flaky(url, onBytes)
    })) {
      expect(problem).toBeNull()
    }
    expect(store.available.train).toBe(15)
  })

  it('reads meta.json from the same place', async () => {
    expect(await loadMeta('data', 'mnist', serve(folder))).toEqual(folder.meta)
  })
})

describe('batchesOf', () => {
  it('goes through the pictures that are here, in order, with a shorter last batch', async () => {
    const { store } = await load(packedFolder([5], [7], 1))
    const input = { c: 1, h: 28, w: 28 }
    const labels = [...batchesOf(store, 'test', input, 3)].map((batch) => [...(batch.labels as Uint8Array)])
    expect(labels.map((l) => l.length)).toEqual([3, 3, 1])
    expect([...batchesOf(store, 'test', input, 3, 4)]).toHaveLength(2)
  })
})
