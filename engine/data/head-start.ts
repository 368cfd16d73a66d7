import type { FetchBytes } from './loader'

/** Begins with these files at once; whoever asks for one of them, once, is given what has been begun. */
export function withHeadStart(fetchBytes: FetchBytes, urls: readonly string[]): FetchBytes {
  const begun = new Map(urls.map((url) => [url, fetchBytes(url, () => {})]))
  // A failure is met by whoever asks; where nobody does, there is nobody to be told.
  for (const bytes of begun.values()) bytes.catch(() => {})
  return async (url, onBytes) => {
    const early = begun.get(url)
    if (!early) return fetchBytes(url, onBytes)
    begun.delete(url)
    const bytes = await early
    onBytes(bytes.length)
    return bytes
  }
}
