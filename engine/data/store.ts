import type { Split } from '../protocol'
import { size } from '../shape'
import type { ImageSet, Labelled, Run } from './image-set'
import { countOf, type PackedSet, type PackFile } from './meta'
import type { Pack } from './packs'

/** A set that grows pack by pack. Pictures stay uint8: a quarter of what float32 would take. */
export interface PackStore extends ImageSet {
  add(file: PackFile, pack: Pack): void
  /** The file cannot be had: nobody waits for it any more. */
  giveUp(file: PackFile): void
}

export function createPackStore(set: PackedSet): PackStore {
  const packs = new Map<string, Pack | 'missing'>()
  const perImage = size(set.shape)
  const files = { train: locate(set.train), test: locate(set.test) }
  const trainCount = countOf(set.train) - set.validation
  const total = { train: trainCount, validation: set.validation, test: countOf(set.test) }
  const available = { train: 0, validation: 0, test: 0 }

  /** Pictures of a training pack that are kept for validation lie behind `trainCount`. */
  function count(file: PackFile): void {
    const { split, start } = find(file)
    if (split === 'test') {
      available.test += file.count
      return
    }
    const training = Math.max(0, Math.min(file.count, trainCount - start))
    available.train += training
    available.validation += file.count - training
  }

  function find(file: PackFile): { split: 'train' | 'test'; start: number } {
    for (const split of ['train', 'test'] as const) {
      const found = files[split].find((located) => located.file === file)
      if (found) return { split, start: found.start }
    }
    throw new RangeError(`no pack '${file.file}' in ${set.set}`)
  }

  function image(split: Split, index: number): Labelled | 'missing' | null {
    if (!(index >= 0 && index < total[split])) throw new RangeError(`no picture ${index} in ${split}`)
    const inFiles = split === 'validation' ? trainCount + index : index
    const located = at(files[split === 'test' ? 'test' : 'train'], inFiles)
    const pack = packs.get(located.file.file)
    if (!pack || pack === 'missing') return pack ?? null
    const i = inFiles - located.start
    return { label: pack.labels[i], pixels: pack.pixels.subarray(i * perImage, (i + 1) * perImage) }
  }

  return {
    id: set.set,
    shape: set.shape,
    total,
    available,
    image,
    runs: files.train
      .filter(({ start }) => start < trainCount)
      .map(({ start, file }): Run => ({ start, count: Math.min(file.count, trainCount - start) })),
    add(file, pack) {
      if (typeof packs.get(file.file) !== 'object') count(file)
      packs.set(file.file, pack)
    },
    giveUp(file) {
      if (!packs.has(file.file)) packs.set(file.file, 'missing')
    },
  }
}

interface Located {
  readonly file: PackFile
  readonly start: number
}

function locate(files: readonly PackFile[]): Located[] {
  let start = 0
  return files.map((file) => {
    const located = { file, start }
    start += file.count
    return located
  })
}

/** The last file that starts at or before `index` (bisection). */
function at(files: readonly Located[], index: number): Located {
  let low = 0
  let high = files.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (files[middle].start <= index) low = middle
    else high = middle - 1
  }
  return files[low]
}
