import { type Shape, size } from '../shape'
import { inflatedBytes, type PackedSet, type PackFile } from './meta'
import { malformedData } from './problem'

/** Decoded: labels, and pictures planar [c][h][w] uint8, one after the other. */
export interface Pack {
  readonly labels: Uint8Array
  readonly pixels: Uint8Array
}

/** Throws DataProblem 'data-malformed' for anything that is not exactly the pack that meta.json promises. */
export async function decodePack(bytes: Uint8Array, pack: PackFile, set: PackedSet): Promise<Pack> {
  if (isHtml(bytes)) throw malformedData(pack.file, 'html', 'pack')
  if (bytes.length !== pack.bytes)
    throw malformedData(pack.file, `${bytes.length} bytes`, `${pack.bytes} bytes`)
  const all = await inflate(bytes, inflatedBytes(pack, set.shape), pack.file)
  const labels = all.subarray(0, pack.count)
  const wrong = labels.find((label) => label >= set.classes)
  if (wrong !== undefined) throw malformedData(pack.file, `label ${wrong}`, `0…${set.classes - 1}`)
  const pixels = all.subarray(pack.count)
  if (set.filter === 'up') unfilterUp(pixels, set.shape)
  return { labels, pixels }
}

/** A host's page for missing files, sent with status 200. */
function isHtml(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 64))
    .trimStart()
    .toLowerCase()
  return start.startsWith('<!doctype') || start.startsWith('<html') || start.startsWith('<?xml')
}

/** Raw deflate into exactly `expected` bytes: what goes beyond is never held, whatever the stream would grow to. */
async function inflate(bytes: Uint8Array, expected: number, file: string): Promise<Uint8Array> {
  const out = new Uint8Array(expected)
  let length = 0
  const inflated = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = inflated.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw malformedData(file, 'no deflate stream', 'pack')
    })
    if (done) break
    if (length + value.length > expected) {
      await reader.cancel().catch(() => undefined)
      throw malformedData(file, `> ${expected} bytes inflated`, expected)
    }
    out.set(value, length)
    length += value.length
  }
  if (length !== expected) throw malformedData(file, `${length} bytes inflated`, expected)
  return out
}

/** Each row was stored as its difference (mod 256) from the row above. */
function unfilterUp(pixels: Uint8Array, shape: Shape): void {
  const { h, w } = shape
  const planes = (pixels.length / size(shape)) * shape.c
  for (let plane = 0; plane < planes; plane++) {
    const end = (plane + 1) * h * w
    for (let i = plane * h * w + w; i < end; i++) pixels[i] += pixels[i - w]
  }
}
