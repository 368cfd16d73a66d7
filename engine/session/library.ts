import { withHeadStart } from '../data/head-start'
import type { ImageSet } from '../data/image-set'
import { type FetchBytes, FIRST_PACKS, loadMeta, loadPacks } from '../data/loader'
import { type Pace, unpaced } from '../data/pace'
import { DataProblem } from '../data/problem'
import { createShapes } from '../data/shapes'
import { createPackStore } from '../data/store'
import type { DataSetId, Problem } from '../protocol'

/** A data set that streams in, pack by pack. */
export interface StreamedSet {
  /** null: nothing is known of it yet. */
  readonly images: ImageSet | null
  readonly done: number // bytes
  readonly total: number
  /** Calls back when something has arrived, or could not be had; gives back how to stop. */
  listen(callback: (problem: Problem | null) => void): () => void
}

/** The sets of one worker, shared by its sessions: a set is fetched once, and again after a failure. */
export interface Library {
  set(id: DataSetId, base: string): StreamedSet
}

/** How often a bar moves at most: each time the page paints and the session looks round. */
const TELLINGS = 200

export function createLibrary(fetchBytes: FetchBytes, pace: Pace = unpaced): Library {
  const shelf = new Map<string, Streaming>()
  return {
    set(id, base) {
      const key = `${base} ${id}`
      const found = shelf.get(key)
      if (found && !found.failed) return found
      const fresh = id === 'shapes' ? madeHere() : stream(id, base, fetchBytes, pace)
      shelf.set(key, fresh)
      return fresh
    },
  }
}

interface Streaming extends StreamedSet {
  readonly failed: boolean
}

function madeHere(): Streaming {
  return { images: createShapes(), done: 0, total: 0, failed: false, listen: () => () => {} }
}

function stream(id: DataSetId, base: string, fetchBytes: FetchBytes, pace: Pace): Streaming {
  const listeners = new Set<(problem: Problem | null) => void>()
  const state = { images: null as ImageSet | null, done: 0, total: 0, failed: false }
  let told = 0

  /** Each in a task of its own: what a listener throws is no fault of the set, and must not pass for one. */
  function tell(problem: Problem | null): void {
    told = state.done
    if (problem) state.failed = true
    for (const listener of [...listeners]) queueMicrotask(() => listeners.has(listener) && listener(problem))
  }

  function onBytes(done: number, total: number): void {
    Object.assign(state, { done, total })
    if (done - told >= total / TELLINGS) tell(null)
  }

  async function load(): Promise<void> {
    // The first packs along with meta.json, which names them: their way is as long again.
    const first = ['meta.json', ...FIRST_PACKS].map((file) => `${base}/${id}/${file}`)
    const fetchFirst = withHeadStart(fetchBytes, first)
    const set = await loadMeta(base, id, fetchFirst)
    const store = createPackStore(set)
    state.images = store
    for await (const { done, total, problem } of loadPacks(base, set, store, fetchFirst, onBytes, pace)) {
      Object.assign(state, { done: Math.max(done, state.done), total })
      tell(problem && problemOfData(problem))
    }
  }

  load().catch((error: unknown) => tell(problemOfData(error)))
  return {
    get images() {
      return state.images
    },
    get done() {
      return state.done
    },
    get total() {
      return state.total
    },
    get failed() {
      return state.failed
    },
    listen(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
  }
}

function problemOfData(error: unknown): Problem {
  if (error instanceof DataProblem) return { code: error.code, values: error.values }
  return { code: 'internal', values: { message: error instanceof Error ? error.message : String(error) } }
}
