import { deflateRawSync } from 'node:zlib'
import type { FetchBytes } from '../../../engine/data/loader'
import { type PackedSet, type PackFile, parseMeta } from '../../../engine/data/meta'
import { unavailable } from '../../../engine/data/problem'

/** A set in the MNIST format whose picture n has label n mod 10 and the grey value n mod 251 everywhere. */
const PIXELS = 28 * 28

export const greyOf = (n: number): number => n % 251

export function packBytes(first: number, count: number, noise?: Uint8Array): Uint8Array {
  const labels = Uint8Array.from({ length: count }, (_, i) => (first + i) % 10)
  const pixels = new Uint8Array(count * PIXELS)
  for (let i = 0; i < count; i++) pixels.fill(greyOf(first + i), i * PIXELS, (i + 1) * PIXELS)
  return deflateRawSync(Buffer.concat([labels, noise ?? pixels]))
}

export interface Folder {
  readonly meta: PackedSet
  readonly files: Map<string, Uint8Array>
}

/** Packs of the given sizes, as set-up would write them. */
export function packedFolder(train: readonly number[], test: readonly number[], validation: number): Folder {
  const files = new Map<string, Uint8Array>()
  const pack = (split: string, counts: readonly number[]): PackFile[] => {
    let first = 0
    return counts.map((count, i) => {
      const file = `${split}-${String(i).padStart(3, '0')}.bin`
      const bytes = packBytes(first, count)
      files.set(file, bytes)
      first += count
      return { file, count, bytes: bytes.length }
    })
  }
  const json = JSON.stringify({
    version: 1,
    set: 'mnist',
    shape: { c: 1, h: 28, w: 28 },
    classes: 10,
    filter: 'none',
    validation,
    train: pack('train', train),
    test: pack('test', test),
  })
  files.set('meta.json', new TextEncoder().encode(json))
  return { meta: parseMeta(json, 'mnist'), files }
}

/** A host that serves the folder; `asked` collects the names in order. */
export function serve({ files }: Folder, asked: string[] = []): FetchBytes {
  return async (url, onBytes) => {
    const name = url.split('/').at(-1) ?? ''
    asked.push(name)
    const bytes = files.get(name)
    if (!bytes) throw unavailable(name, 404)
    onBytes(bytes.length)
    return bytes
  }
}
