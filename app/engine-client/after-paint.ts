/** A page that is done in less has time left for its reader. */
const QUICK_MS = 50
/** A slow one rests so many times as long as the painting took: it hears its reader two thirds of the time. */
const REST = 2
const LONGEST_REST_MS = 1000

export interface PaintClock {
  /** Milliseconds on a clock that only runs forward. */
  readonly now: () => number
  /** Calls back before the page paints next. */
  readonly nextFrame: (callback: () => void) => void
  readonly after: (ms: number, callback: () => void) => void
}

/** Calls back when the page has painted what it was given just before, and has rested, if that took long. */
export function createAfterPaint({ now, nextFrame, after }: PaintClock): (callback: () => void) => void {
  return (callback) => {
    const given = now()
    nextFrame(() =>
      after(0, () => {
        const took = now() - given
        if (took < QUICK_MS) callback()
        else after(Math.min(REST * took, LONGEST_REST_MS), callback)
      }),
    )
  }
}
