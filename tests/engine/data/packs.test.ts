import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type PackedSet, type PackFile, parseMeta } from '../../../engine/data/meta'
import { decodePack } from '../../../engine/data/packs'
import { DataProblem } from '../../../engine/data/problem'
import { filterUp } from '../../../scripts/data/pack.mjs'
import { packBytes, packedFolder } from './packed'

const { meta } = packedFolder([3], [2], 1)
const good = packBytes(0, 3)
const file: PackFile = { file: 'train-000.bin', count: 3, bytes: good.length }

async function problemOf(
  bytes: Uint8Array,
  pack: Partial<PackFile> = {},
  set: PackedSet = meta,
): Promise<DataProblem> {
  const outcome = await decodePack(bytes, { ...file, bytes: bytes.length, ...pack }, set).catch(
    (e: unknown) => e,
  )
  if (outcome instanceof DataProblem) return outcome
  throw outcome
}

describe('decodePack', { timeout: 60_000 }, () => {
  it('gives labels and pictures', async () => {
    const { labels, pixels } = await decodePack(good, file, meta)
    expect([...labels]).toEqual([0, 1, 2])
    expect([pixels[0], pixels[784], pixels[3 * 784 - 1]]).toEqual([0, 1, 2])
  })

  it('undoes the row differences that set-up stores', async () => {
    const shape = { c: 3, h: 32, w: 32 }
    const pixels = Uint8Array.from({ length: 2 * 3072 }, (_, i) => (i * 37 + (i >> 5) * 11) % 256)
    const bytes = deflateRawSync(Buffer.concat([Uint8Array.of(4, 9), filterUp(pixels, shape)]))
    const set: PackedSet = { ...meta, set: 'cifar10', shape, filter: 'up' }
    const pack = await decodePack(bytes, { file: 'train-000.bin', count: 2, bytes: bytes.length }, set)
    expect(pack.pixels).toEqual(pixels)
    expect([...pack.labels]).toEqual([4, 9])
  })

  it('knows a page that a host serves in place of a missing file', async () => {
    const page = new TextEncoder().encode('\n<!DOCTYPE html><title>404</title>')
    expect(await problemOf(page)).toMatchObject({
      code: 'data-malformed',
      values: { file: 'train-000.bin', found: 'html', expected: 'pack' },
    })
  })

  it('refuses every truncation, and what is no deflate stream', async () => {
    for (let length = 0; length < good.length; length++) {
      expect((await problemOf(good.subarray(0, length))).code).toBe('data-malformed')
      expect((await problemOf(good.subarray(0, length), { bytes: good.length })).values.expected).toBe(
        `${good.length} bytes`,
      )
    }
    expect((await problemOf(new Uint8Array(100).fill(0xff))).values.found).toBe('no deflate stream')
  })

  it('refuses labels beyond the classes', async () => {
    const bytes = deflateRawSync(Buffer.concat([Uint8Array.of(0, 10, 2), new Uint8Array(3 * 784)]))
    expect((await problemOf(bytes)).values).toMatchObject({ found: 'label 10', expected: '0…9' })
  })

  it('stops a stream that inflates to more than it should, without holding it', async () => {
    const bomb = deflateRawSync(new Uint8Array(64 * 2 ** 20)) // 65 kB
    expect((await problemOf(bomb)).values).toMatchObject({ expected: 3 * 785 })
  })
})

describe('parseMeta', () => {
  const json = (change: Record<string, unknown>) => JSON.stringify({ version: 1, ...meta, ...change })
  const found = (text: string) => {
    try {
      parseMeta(text, 'mnist')
      return 'read'
    } catch (error) {
      if (error instanceof DataProblem) return error.values.found
      throw error
    }
  }

  it('reads what set-up writes', () => {
    expect(parseMeta(json({}), 'mnist')).toEqual(meta)
  })

  it('refuses anything else, with what was found', () => {
    expect(found('<html>')).toBe('html')
    expect(found('{"version":1')).toBe('no JSON')
    expect(found('[]')).toBe('object')
    expect(found(json({ version: 2 }))).toBe('version 2')
    expect(found(json({ set: 'cifar10' }))).toBe('set cifar10')
    expect(found(json({ shape: { c: 1, h: 1e9, w: 28 } }))).toMatch('shape')
    expect(found(json({ filter: 'left' }))).toBe('filter left')
    expect(found(json({ validation: 3 }))).toBe('validation 3')
    expect(found(json({ train: [] }))).toBe('train: 0')
    expect(found(json({ train: [{ ...file, count: 1e12 }] }))).toMatch('count 1000000000000')
    expect(found(json({ train: [{ ...file, file: '../../secret.bin' }] }))).toMatch('../../secret.bin')
    expect(found(json({ test: [null] }))).toMatch('test')
  })
})
