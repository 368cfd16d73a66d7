import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readIdx } from '../../scripts/data/mnist.mjs'
import { countsOf, filterUp, isPacked, packCounts, writeSet } from '../../scripts/data/pack.mjs'
import { readPng } from '../../scripts/data/png.mjs'
import { readTar } from '../../scripts/data/tarball.mjs'

const folder = mkdtempSync(join(tmpdir(), 'convscope-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const shape = { c: 2, h: 2, w: 2 }
const set = { name: 'tiny', shape, classes: 3, counts: { train: 1950, test: 120 }, validation: 50 }
const images = (count: number) => ({
  labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  pixels: Uint8Array.from({ length: count * 8 }, (_, i) => (i * 37) % 256),
})
const splits = { train: images(1950), test: images(120) }

describe('the packs of a data set', () => {
  it('hold 40, 960, then 1,000 pictures each, so that the first view waits for 40 only', () => {
    expect(packCounts(2500)).toEqual([40, 960, 1000, 500])
    expect(packCounts(30)).toEqual([30])
  })

  it('store the difference from the row above within a plane, modulo 256', () => {
    const twoPlanes = Uint8Array.from([10, 20, 13, 15, 7, 7, 6, 9])
    expect([...filterUp(twoPlanes, shape)]).toEqual([10, 20, 3, 251, 7, 7, 255, 2])
  })

  it.each(['none', 'up'] as const)('give back every label and pixel, filter %s', async (filter) => {
    const meta = await writeSet(folder, { ...set, filter }, splits)
    expect(meta.train.map((pack) => pack.count)).toEqual([40, 960, 950])
    const bytes = inflateRawSync(readFileSync(join(folder, 'train-001.bin')))
    expect([...bytes.subarray(0, 960)]).toEqual([...splits.train.labels.subarray(40, 1000)])
    const pixels = splits.train.pixels.subarray(40 * 8, 8000)
    const stored = filter === 'up' ? filterUp(pixels, shape) : pixels
    expect(Buffer.compare(bytes.subarray(960), stored)).toBe(0)
  })

  it('are the same bytes each time they are made', async () => {
    const digest = () => {
      const hash = createHash('sha256')
      for (const file of readdirSync(folder).sort())
        hash.update(file).update(readFileSync(join(folder, file)))
      return hash.digest('hex')
    }
    await writeSet(folder, { ...set, filter: 'up' }, splits)
    const first = digest()
    await writeSet(folder, { ...set, filter: 'up' }, splits)
    expect(digest()).toBe(first)
  })

  it('are made anew when the cap has changed or a file is short', async () => {
    const meta = await writeSet(folder, { ...set, filter: 'up' }, splits, { cap: 1000 })
    expect(countsOf(set, 1000)).toEqual({ train: 1000, test: 120, validation: 100 })
    expect(isPacked(folder, meta, { ...set, filter: 'up' }, 1000)).toBe(true)
    expect(isPacked(folder, meta, { ...set, filter: 'up' }, undefined)).toBe(false)
    writeFileSync(join(folder, 'train-001.bin'), 'cut short')
    expect(isPacked(folder, meta, { ...set, filter: 'up' }, 1000)).toBe(false)
  })
})

describe('the readers of the sources', () => {
  it('read an IDX file and refuse one whose length is not what its header says', () => {
    const file = Buffer.from([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 5, 6, 7])
    expect([...readIdx(file)]).toEqual([5, 6, 7])
    expect(() => readIdx(file.subarray(0, 14))).toThrow('expected 3 bytes')
  })

  it('undo each of the five filters of a PNG', () => {
    const rows = [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 30, 30, 30],
      [2, 1, 1, 1, 1, 1, 1],
      [3, 5, 5, 5, 5, 5, 5],
      [4, 2, 2, 2, 2, 2, 2],
    ]
    expect([...readPng(png(2, 5, rows)).data]).toEqual([
      ...[10, 20, 30, 40, 50, 60],
      ...[10, 20, 30, 40, 50, 60],
      ...[11, 21, 31, 41, 51, 61],
      ...[10, 15, 20, 30, 38, 45],
      ...[12, 17, 22, 32, 40, 47],
    ])
  })

  it('read files of a tar archive, whose blocks are 512 bytes', () => {
    const header = Buffer.alloc(512)
    header.write('package/a.txt')
    header.write('00000000003\0', 124)
    const body = Buffer.alloc(512)
    body.write('abc')
    const archive = Buffer.concat([header, body, Buffer.alloc(1024)])
    expect(readTar(archive).get('package/a.txt')?.toString()).toBe('abc')
    expect(() => readTar(archive.subarray(0, 513))).toThrow('ends inside package/a.txt')
  })
})

function png(width: number, height: number, rows: number[][]) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, body: Buffer) => {
    const frame = Buffer.alloc(12 + body.length)
    frame.writeUInt32BE(body.length, 0)
    frame.write(type, 4, 'latin1')
    frame.set(body, 8)
    return frame
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.from(rows.flat()))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
