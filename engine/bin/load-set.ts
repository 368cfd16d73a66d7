import { fileURLToPath } from 'node:url'
import type { ImageSet } from '../data/image-set'
import { loadMeta, loadPacks } from '../data/loader'
import { createPackStore } from '../data/store'
import type { DataSetId } from '../protocol'
import { readBytes } from './read-bytes'

const packedSets = fileURLToPath(new URL('../../public/data', import.meta.url))

/** A whole packed set. Throws DataProblem where it has not been packed. */
export async function loadSet(id: DataSetId, onProgress: (share: number) => void): Promise<ImageSet> {
  const meta = await loadMeta(packedSets, id, readBytes)
  const store = createPackStore(meta)
  for await (const { done, total, problem } of loadPacks(packedSets, meta, store, readBytes)) {
    if (problem) throw problem
    onProgress(done / total)
  }
  return store
}
