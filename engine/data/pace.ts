export interface Pace {
  /** Begins a stretch of work; what it gives back is to be awaited between the pieces, and rests as long as is fair. */
  begin(): () => Promise<void>
  /** Waits until nothing else has work to do, though not for ever. */
  calm(): Promise<void>
}

/** Decoding takes this share of the thread while others have work to do; fetching takes about as much again. */
const SHARE = 0.06
/** Worth a rest. Shorter pieces are gathered: going to sleep costs something too. */
const LEAST_STRETCH_MS = 3
/** A piece that was held up by the machine is not paid for in full: the set shall arrive. */
const LONGEST_REST_MS = 250
/** Whoever trains at full speed, or on a page that is hidden, is never done. */
const LONGEST_WAIT_MS = 1000
const LOOK_ROUND_MS = 20

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
  return {
    begin() {
      let begun = now()
      return async () => {
        const spent = now() - begun
        if (spent < LEAST_STRETCH_MS) return
        await sleep(isBusy() ? Math.min(spent * (1 / SHARE - 1), LONGEST_REST_MS) : 0)
        begun = now()
      }
    },
    async calm() {
      const end = now() + LONGEST_WAIT_MS
      await null // who has just been told takes up work first
      while (isBusy() && now() < end) await sleep(LOOK_ROUND_MS)
    },
  }
}

/** For programs that do nothing else meanwhile. */
export const unpaced: Pace = { begin: () => () => Promise.resolve(), calm: () => Promise.resolve() }
