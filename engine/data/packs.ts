import type { Shape } from '../shape'
import { inflatedBytes, type PackedSet, type PackFile } from './meta'
import { type Pace, unpaced } from './pace'
import { malformedData } from './problem'

type Rest = ReturnType<Pace['begin']>

/** Decoded: labels, and pictures planar [c][h][w] uint8, one after the other. */
export interface Pack {
  readonly labels: Uint8Array
  readonly pixels: Uint8Array
}

/** Throws DataProblem 'data-malformed' for anything that is not exactly the pack that meta.json promises. */
export async function decodePack(
  bytes: Uint8Array,
  pack: PackFile,
  set: PackedSet,
  pace: Pace = unpaced,
): Promise<Pack> {
  if (isHtml(bytes)) throw malformedData(pack.file, 'html', 'pack')
  if (bytes.length !== pack.bytes)
    throw malformedData(pack.file, `${bytes.length} bytes`, `${pack.bytes} bytes`)
  const rest = pace.begin()
  const all = await inflate(bytes, inflatedBytes(pack, set.shape), pack.file, rest)
  const labels = all.subarray(0, pack.count)
  const wrong = labels.find((label) => label >= set.classes)
  if (wrong !== undefined) throw malformedData(pack.file, `label ${wrong}`, `0…${set.classes - 1}`)
  const pixels = all.subarray(pack.count)
  if (set.filter === 'up') await unfilterUp(pixels, set.shape, rest)
  return { labels, pixels }
}

/** A host's page for missing files, sent with status 200. */
function isHtml(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 64))
    .trimStart()
    .toLowerCase()
  return start.startsWith('<!doctype') || start.startsWith('<html') || start.startsWith('<?xml')
}

/** Bytes that inflate in about a millisecond. */
const PIECE = 32 * 1024

/** Raw deflate into exactly `expected` bytes: what goes beyond is never held, whatever the stream would grow to. */
async function inflate(bytes: Uint8Array, expected: number, file: string, rest: Rest): Promise<Uint8Array> {
  const out = new Uint8Array(expected)
  let length = 0
  const { readable, writable } = new DecompressionStream('deflate-raw')
  // A failure is met again by the reader.
  pump(bytes, writable, rest).catch(() => undefined)
  const reader = readable.getReader()
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

/** Piece by piece, and not as a Blob's stream: that goes through another process, for ten times as long. */
async function pump(bytes: Uint8Array, into: DecompressionStream['writable'], rest: Rest): Promise<void> {
  const writer = into.getWriter()
  for (let at = 0; at < bytes.length; at += PIECE) {
    await writer.write(bytes.subarray(at, at + PIECE) as Uint8Array<ArrayBuffer>)
    await rest()
  }
  await writer.close()
}

/** Planes that are put right in about a millisecond. */
const PLANES = 300

/** Each row was stored as its difference (mod 256) from the row above. */
async function unfilterUp(pixels: Uint8Array, shape: Shape, rest: Rest): Promise<void> {
  const plane = shape.h * shape.w
  for (let at = 0; at < pixels.length; at += PLANES * plane) {
    addRowsAbove(pixels, at, Math.min(at + PLANES * plane, pixels.length), shape)
    await rest()
  }
}

function addRowsAbove(pixels: Uint8Array, from: number, to: number, { h, w }: Shape): void {
  for (let plane = from; plane < to; plane += h * w)
    for (let i = plane + w; i < plane + h * w; i++) pixels[i] += pixels[i - w]
}
