import { describe, expect, it } from 'vitest'
import { createFeed } from '../../../engine/data/feed'
import { decodePack } from '../../../engine/data/packs'
import { createPackStore, type PackStore } from '../../../engine/data/store'
import { type Folder, greyOf, packedFolder } from './packed'

const input = { c: 1, h: 28, w: 28 }
const still = { shift: 0, flip: false }
const folder = packedFolder([4, 6, 10, 10], [2], 5)

async function add(store: PackStore, { meta, files }: Folder, index: number): Promise<void> {
  const pack = meta.train[index]
  store.add(pack, await decodePack(files.get(pack.file) as Uint8Array, pack, meta))
}

async function wholeStore(): Promise<PackStore> {
  const store = createPackStore(folder.meta)
  for (const i of folder.meta.train.keys()) await add(store, folder, i)
  return store
}

/** Numbers of the pictures of a batch: each is grey with its own number. */
const numbersOf = (batch: { x: { data: ArrayLike<number>; shape: readonly number[] } } | null): number[] =>
  batch ? Array.from({ length: batch.x.shape[0] }, (_, i) => Math.round(batch.x.data[i * 784] * 255)) : []

const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b)
const upTo = (n: number, from = 0) => Array.from({ length: n - from }, (_, i) => from + i)

describe('the first pass', () => {
  it('waits for a pack that has not arrived, and consumes nothing while it waits', async () => {
    const store = createPackStore(folder.meta)
    const feed = createFeed({ set: store, input, augment: { shift: 2, flip: false }, seed: 1 })
    expect(feed.next(4)).toBeNull()
    await add(store, folder, 2)
    expect(feed.next(4)).toBeNull()
    await add(store, folder, 0)
    const before = feed.position()
    expect(feed.next(5)).toBeNull()
    expect(feed.position()).toEqual(before)
    expect(sorted(numbersOf(feed.next(4)))).toHaveLength(4)
    expect(feed.next(1)).toBeNull()
    await add(store, folder, 1)
    expect(feed.next(6)).not.toBeNull()
  })

  it('gives the same batches however the packs arrive', async () => {
    const batches = async (store: PackStore, grow: (need: number) => Promise<void>) => {
      const feed = createFeed({ set: store, input, augment: still, seed: 5 })
      const all: number[][] = []
      for (let i = 0; i < 12; i++) {
        await grow(i)
        const batch = feed.next(5)
        if (batch) all.push(numbersOf(batch))
      }
      return all
    }
    const whole = await batches(await wholeStore(), async () => {})
    const growing = createPackStore(folder.meta)
    const slow = await batches(growing, async (i) => {
      if (i < 6 && i % 2 === 1) await add(growing, folder, 2 - (i - 1) / 2)
      if (i === 6) await add(growing, folder, 3)
    })
    expect(slow.length).toBeGreaterThan(4)
    expect(whole.slice(0, slow.length)).toEqual(slow)
  })

  it('goes through every training picture once, pack by pack, and never through validation', async () => {
    const feed = createFeed({ set: await wholeStore(), input, augment: still, seed: 1 })
    const first = upTo(5).flatMap(() => numbersOf(feed.next(5)))
    expect(sorted(first.slice(0, 4))).toEqual(upTo(4))
    expect(sorted(first.slice(4, 10))).toEqual(upTo(10, 4))
    expect(sorted(first)).toEqual(upTo(25))
    expect(first).not.toEqual(upTo(25))
    expect(feed.epoch).toBe(1)
  })

  it('passes over a pack that will not come, and waits for a late one behind it', async () => {
    const store = createPackStore(folder.meta)
    await add(store, folder, 0)
    store.giveUp(folder.meta.train[1])
    const feed = createFeed({ set: store, input, augment: still, seed: 1 })
    expect(feed.next(5)).toBeNull()
    const first = numbersOf(feed.next(3))
    expect(feed.next(3)).toBeNull()
    await add(store, folder, 2)
    const over = numbersOf(feed.next(3))
    expect(sorted([...first, ...over].filter((n) => n < 10))).toEqual(upTo(4))
    expect(over.filter((n) => n >= 10)).toHaveLength(2)
    expect(numbersOf(feed.next(8))).toHaveLength(8)
    expect(feed.next(1)).toBeNull()
    expect(feed.epoch).toBeLessThan(1)
    await add(store, folder, 3)
    expect(sorted(numbersOf(feed.next(5)))).toEqual(upTo(25, 20))
    expect(feed.epoch).toBe(1)
  })

  it('gives every picture that came, and begins anew, when some will not come', async () => {
    const store = createPackStore(folder.meta)
    for (const i of [0, 2, 3]) await add(store, folder, i)
    store.giveUp(folder.meta.train[1])
    const feed = createFeed({ set: store, input, augment: still, seed: 1 })
    const seen = [feed.next(10), feed.next(9)].flatMap(numbersOf)
    expect(sorted(seen)).toEqual([...upTo(4), ...upTo(25, 10)])
    expect(numbersOf(feed.next(1))).toHaveLength(1)
    expect(feed.epoch).toBeGreaterThan(1)
  })
})

describe('later passes', () => {
  it('shuffle everything, and each picture comes once a pass', async () => {
    const feed = createFeed({ set: await wholeStore(), input, augment: still, seed: 1 })
    const epochs = [0, 1, 2].map(() => upTo(5).flatMap(() => numbersOf(feed.next(5))))
    for (const numbers of epochs) expect(sorted(numbers)).toEqual(upTo(25))
    expect(sorted(epochs[1].slice(0, 4))).not.toEqual(upTo(4))
    expect(epochs[1]).not.toEqual(epochs[2])
  })
})

describe('the position', () => {
  it('continues exactly, over the border of a pass and with augmentation', async () => {
    const store = await wholeStore()
    const options = { set: store, input, augment: { shift: 3, flip: false }, seed: 9 }
    const feed = createFeed(options)
    const seen: { position: ReturnType<typeof feed.position>; x: number[] }[] = []
    for (let i = 0; i < 20; i++) {
      const position = feed.position()
      seen.push({ position, x: [...(feed.next(7)?.x.data ?? [])] })
    }
    const other = createFeed({ ...options, seed: 1234 })
    for (const i of [13, 2, 7, 3, 19]) {
      other.restore(seen[i].position)
      expect([...(other.next(7)?.x.data ?? [])]).toEqual(seen[i].x)
    }
  })

  it('in a later pass waits until the packs are there again', async () => {
    const feed = createFeed({ set: await wholeStore(), input, augment: still, seed: 1 })
    for (let i = 0; i < 7; i++) feed.next(5)
    const fresh = createPackStore(folder.meta)
    const resumed = createFeed({ set: fresh, input, augment: still, seed: 1 })
    resumed.restore(feed.position())
    await add(fresh, folder, 0)
    expect(resumed.next(25)).toBeNull()
    for (const i of [1, 2, 3]) await add(fresh, folder, i)
    expect(numbersOf(resumed.next(5))).toEqual(numbersOf(feed.next(5)))
  })
})

it('the pictures of these tests are told apart by their grey', () => {
  expect(new Set(upTo(30).map(greyOf)).size).toBe(30)
})
