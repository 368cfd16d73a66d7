import { readFile } from 'node:fs/promises'
import type { FetchBytes } from '../data/loader'
import { unavailable } from '../data/problem'

/** Packs from a folder instead of the network. */
export const readBytes: FetchBytes = async (path, onBytes) => {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unavailable(path, error.code ?? 'unreadable')
  })
  onBytes(bytes.length)
  return new Uint8Array(bytes)
}
