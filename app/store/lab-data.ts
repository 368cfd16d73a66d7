import type { Calls, Problem, Progress } from '../../engine/protocol'
import type { LabState } from './lab.types'
import type { Ask } from './lab-engine.types'
import { onProblem } from './lab-engine-problems'
import * as notices from './lab-notices'

/** The examples to train on and the picture to look at. */
export interface LabData {
  /** Asks for the set that the state names. `resume`: at the place where the last one stood. */
  request(resume: boolean): void
  /** Asks again where no picture could be had: nobody may wait for examples that nobody fetches. */
  retryIfMissing(): void
  look(): void
  ready(reply: Calls['data']['reply']): void
  problem(problem: Problem): void
  progress(progress: Progress): void
}

export interface DataOptions {
  /** Address of the folder that holds the packed sets. */
  readonly folder: string
  readonly ask: Ask
  readonly get: () => LabState
  readonly set: (change: Partial<LabState>) => void
}

export function createLabData({ folder, ask, get, set }: DataOptions): LabData {
  let missing = false
  /** The set whose pictures are there. */
  let had: LabState['set'] | null = null

  function ready({ available }: Calls['data']['reply']): void {
    const { data } = get()
    had = get().set
    set({ data: { done: data?.done ?? 0, total: data?.total ?? 0, available } })
  }

  function problem(told: Problem): void {
    if (told.code === 'cancelled') return
    const { set: wanted } = get()
    const kept = had === wanted ? null : had
    had = null // should it be gone as well, that is told
    missing = !kept
    set({ set: kept ?? wanted, notice: notices.dataMissing(wanted, told, kept) })
    if (!kept) return
    // What is chosen, seen and trained on are one set.
    request(true)
    look()
  }

  function request(resume: boolean): void {
    const { set: id, augment, seed } = get()
    missing = false
    ask('data', { set: id, augment, seed, base: folder, resume }).then(ready, onProblem(problem))
  }

  function look(): void {
    const { picture } = get()
    ask('look', { picture }).catch(
      onProblem(({ code }) => {
        // Beyond the end of this set, or in a pack that is missing: the first picture is there whenever any is.
        if (code !== 'no-data' || get().picture !== picture || picture.kind !== 'set' || picture.index === 0)
          return
        const notice = missing ? get().notice : notices.pictureMissing(picture.index)
        set({ picture: { ...picture, index: 0 }, notice })
        look()
      }),
    )
  }

  return {
    ready,
    problem,
    look,
    request,
    retryIfMissing() {
      if (missing) request(get().data !== null)
    },
    progress({ done, total, available, problem: lost }) {
      if (available) set({ data: { done, total, available } })
      if (lost) set({ notice: notices.packMissing(get().set, lost) })
    },
  }
}
