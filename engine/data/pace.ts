/** Begins a stretch of work; what it gives back is to be awaited between the pieces, and rests as long as is fair. */
export type Pace = () => () => Promise<void>

/** Decoding takes this share of the thread while others have work to do; fetching takes about as much again. */
const SHARE = 0.06
/** Worth a rest. Shorter pieces are gathered: going to sleep costs something too. */
const LEAST_STRETCH_MS = 3
/** A piece that was held up by the machine is not paid for in full: the set shall arrive. */
const LONGEST_REST_MS = 250

export interface PaceOptions {
  /** Milliseconds on a clock that only runs forward. */
  readonly now: () => number
  /** Somebody else has work to do at once. */
  readonly isBusy: () => boolean
  readonly sleep?: (ms: number) => Promise<void>
}

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Goes at full speed while nothing else has work to do, or waits for what is loaded. */
export function createPace({ now, isBusy, sleep = sleepFor }: PaceOptions): Pace {
  return () => {
    let begun = now()
    return async () => {
      const spent = now() - begun
      if (spent < LEAST_STRETCH_MS) return
      await sleep(isBusy() ? Math.min(spent * (1 / SHARE - 1), LONGEST_REST_MS) : 0)
      begun = now()
    }
  }
}

/** For programs that do nothing else meanwhile. */
export const unpaced: Pace = () => () => Promise.resolve()
