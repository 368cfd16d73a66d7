import type { DataSetId, Split } from '../protocol'
import { countOf, type PackedSet, type PackFile, parseMeta } from './meta'
import { type Pace, unpaced } from './pace'
import { decodePack } from './packs'
import { DataProblem, unavailable } from './problem'
import type { PackStore } from './store'

/** How bytes are had: `fetch` in a worker, the file system in a program. Throws DataProblem. `onBytes`: so many more. */
export type FetchBytes = (url: string, onBytes: (count: number) => void) => Promise<Uint8Array>

export interface Loading {
  readonly done: number // bytes
  readonly total: number
  readonly available: Readonly<Record<Split, number>>
  /** A pack that could not be had; the others go on. */
  readonly problem: DataProblem | null
}

export async function loadMeta(folder: string, set: DataSetId, fetchBytes: FetchBytes): Promise<PackedSet> {
  const bytes = await fetchBytes(`${folder}/${set}/meta.json`, () => {})
  return parseMeta(new TextDecoder().decode(bytes), set)
}

/** With these two, which are small, the first step can be made and the first picture be looked at. */
export const FIRST_PACKS = ['train-000.bin', 'test-000.bin']
const FIRST = FIRST_PACKS.length

/**
 * Fetches pack after pack into the store and tells after each. The first come at once and have the line to themselves, and
 * what is made of them the processor; of the others the next one is already on its way while one is decoded.
 * `onBytes`: the sum so far, for a bar that also moves within a pack.
 */
export async function* loadPacks(
  folder: string,
  set: PackedSet,
  store: PackStore,
  fetchBytes: FetchBytes,
  onBytes: (done: number, total: number) => void = () => {},
  pace: Pace = unpaced,
): AsyncGenerator<Loading, void> {
  const files = loadingOrder(set)
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let arrived = 0
  const count = (bytes: number): void => {
    arrived += bytes
    onBytes(arrived, total)
  }
  const later = [...files]
  const onTheirWay: Promise<Uint8Array | DataProblem>[] = []
  const send = (): void => {
    const file = later.shift()
    if (file) onTheirWay.push(attempt(`${folder}/${set.set}`, file, fetchBytes, count))
  }
  for (let i = 0; i < FIRST; i++) send()
  let done = 0
  for (const [i, file] of files.entries()) {
    const bytes = (await onTheirWay.shift())!
    if (i >= FIRST) send()
    const problem = await keep(bytes, file, set, store, pace)
    done += file.bytes
    yield { done, total, available: store.available, problem }
    if (i === FIRST - 1) {
      await pace.calm()
      send()
    }
  }
}

async function keep(
  bytes: Uint8Array | DataProblem,
  file: PackFile,
  set: PackedSet,
  store: PackStore,
  pace: Pace,
): Promise<DataProblem | null> {
  try {
    if (bytes instanceof DataProblem) throw bytes
    store.add(file, await decodePack(bytes, file, set, pace))
    return null
  } catch (error) {
    if (!(error instanceof DataProblem)) throw error
    store.giveUp(file)
    return error
  }
}

/** Twice, for a connection that broke once. A problem is a value here: nobody may be waiting yet when it comes. */
async function attempt(
  folder: string,
  { file }: PackFile,
  fetchBytes: FetchBytes,
  count: (bytes: number) => void,
): Promise<Uint8Array | DataProblem> {
  for (let tries = 0; ; tries++) {
    let counted = 0
    try {
      return await fetchBytes(`${folder}/${file}`, (bytes) => {
        counted += bytes
        count(bytes)
      })
    } catch (error) {
      count(-counted)
      if (tries > 0) return error instanceof DataProblem ? error : unavailable(file, 'unreachable')
    }
  }
}

/**
 * What is needed first: some training pictures and some to look at; then, in turn, training pictures and what validation
 * needs; last the rest, with a test pack after every fourth.
 */
export function loadingOrder(set: PackedSet): PackFile[] {
  const trainCount = countOf(set.train) - set.validation
  let start = 0
  const starts = set.train.map(({ count }) => {
    start += count
    return start - count
  })
  const training = set.train.filter((_, i) => starts[i] < trainCount)
  const validation = set.train.filter((_, i) => starts[i] >= trainCount)
  const test = [...set.test]
  const order = [training.shift(), test.shift(), training.shift()]
  while (training.length + validation.length + test.length > 0) {
    order.push(validation.shift(), training.shift())
    if (validation.length === 0) order.push(...training.splice(0, 3), test.shift())
  }
  return order.filter((file) => file !== undefined)
}
