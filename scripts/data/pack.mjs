// A data set as files of at most 1,000 pictures. One pack is a raw-deflate stream of `count` label bytes, then `count`
// pictures, each planar [c][h][w] uint8; with filter 'up' the rows of a plane hold the difference (mod 256) from the row above.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

export const VERSION = 1
const FIRST = 40 // a pack that arrives at once: the first view needs one of each split, within 500 kB in all
const PER_PACK = 1000

/** Pictures per pack: 40, 960, 1000, 1000 …: after the first two, borders lie at multiples of 1,000. */
export function packCounts(total) {
  const counts = []
  for (let start = 0; start < total; ) {
    const end = start === 0 ? FIRST : (Math.floor(start / PER_PACK) + 1) * PER_PACK
    counts.push(Math.min(end, total) - start)
    start += counts.at(-1)
  }
  return counts
}

/** The differences of each row from the row above, for planes of h × w one after the other. */
export function filterUp(pixels, { h, w }) {
  const out = Uint8Array.from(pixels)
  for (let i = w; i < pixels.length; i++) {
    if (i % (h * w) >= w) out[i] -= pixels[i - w]
  }
  return out
}

async function packBytes(labels, pixels, { shape, filter }) {
  const body = filter === 'up' ? filterUp(pixels, shape) : pixels
  return await deflate(Buffer.concat([labels, body]), { level: 9 })
}

async function writeSplit(folder, split, source, options) {
  const { c, h, w } = options.shape
  const size = c * h * w
  const starts = []
  let total = 0
  for (const count of packCounts(options.counts[split])) {
    starts.push({ start: total, count })
    total += count
  }
  return await inPairs(starts, async ({ start, count }, index) => {
    const file = `${split}-${String(index).padStart(3, '0')}.bin`
    const labels = source.labels.subarray(start, start + count)
    const pixels = source.pixels.subarray(start * size, (start + count) * size)
    const bytes = await packBytes(labels, pixels, options)
    writeFileSync(join(folder, file), bytes)
    options.onPack?.()
    return { file, count, bytes: bytes.length }
  })
}

/** Two at a time: deflate runs in Node's thread pool. */
async function inPairs(items, work) {
  const results = []
  for (let i = 0; i < items.length; i += 2) {
    results.push(...(await Promise.all(items.slice(i, i + 2).map((item, k) => work(item, i + k)))))
  }
  return results
}

/** Pictures taken of each split, and how many of the last training pictures are kept for validation. */
export function countsOf(set, cap = Number.POSITIVE_INFINITY) {
  const train = Math.min(set.counts.train, cap)
  const test = Math.min(set.counts.test, cap)
  const validation = train === set.counts.train ? set.validation : Math.round(train / 10)
  return { train, test, validation }
}

/** Writes the packs and meta.json beside the folder, then puts them in its place: it is whole or it is the old one. */
export async function writeSet(folder, set, splits, { cap, onPack } = {}) {
  const counts = countsOf(set, cap)
  const { name, shape, classes, filter } = set
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const options = { shape, filter, counts, onPack }
  const train = await writeSplit(fresh, 'train', splits.train, options)
  const test = await writeSplit(fresh, 'test', splits.test, options)
  const meta = {
    version: VERSION,
    set: name,
    shape,
    classes,
    filter,
    validation: counts.validation,
    train,
    test,
  }
  writeFileSync(join(fresh, 'meta.json'), `${JSON.stringify(meta)}\n`)
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
  return meta
}

/** Whether the folder holds the packs that `writeSet` would write now. */
export function isPacked(folder, meta, set, cap) {
  const counts = countsOf(set, cap)
  const asPacked = (packs, total) => String(packs.map(({ count }) => count)) === String(packCounts(total))
  return (
    meta.version === VERSION &&
    meta.filter === set.filter &&
    meta.validation === counts.validation &&
    asPacked(meta.train, counts.train) &&
    asPacked(meta.test, counts.test) &&
    [...meta.train, ...meta.test].every(({ file, bytes }) => {
      return statSync(join(folder, file), { throwIfNoEntry: false })?.size === bytes
    })
  )
}
