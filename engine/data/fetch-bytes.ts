import type { FetchBytes } from './loader'
import { unavailable } from './problem'

const fileOf = (url: string): string => url.split('/').at(-1) ?? url

/** Over the network, chunk by chunk, so that a bar can move. */
export const fetchBytes: FetchBytes = async (url, onBytes) => {
  const response = await fetch(url).catch(() => {
    throw unavailable(fileOf(url), 'unreachable')
  })
  if (!response.ok || !response.body) throw unavailable(fileOf(url), response.status)
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw unavailable(fileOf(url), 'interrupted')
    })
    if (done) break
    chunks.push(value)
    length += value.length
    onBytes(value.length)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
