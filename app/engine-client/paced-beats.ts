import type { Beat } from '../../engine/protocol'

/**
 * One beat in two paints: what it changes is drawn in the first, and the second is left to the reader. What a page that
 * paints more slowly than the worker tells is told meanwhile is put together: otherwise each beat would wait for the
 * drawing of the one before, and the page hear its reader ever later.
 */
export interface PacedBeats {
  arrived(beat: Beat): void
  /** What is held back comes before anything else that the worker says. */
  flush(): void
}

interface Pace {
  readonly deliver: (beat: Beat) => void
  readonly afterPaint: (callback: () => void) => void
  /** A page that is not shown is not painted. */
  readonly hidden: () => boolean
}

/** Losses that are held at most, should no paint come although the page is shown. */
const MOST_HELD = 5000

export function createPacedBeats({ deliver, afterPaint, hidden }: Pace): PacedBeats {
  let held: Beat | null = null
  let painting = false

  function flush(): void {
    if (!held) return
    const beat = held
    held = null
    deliver(beat)
  }

  function turn(): void {
    flush()
    painting = true
    afterPaint(() =>
      afterPaint(() => {
        painting = false
        if (held) turn()
      }),
    )
  }

  return {
    flush,
    arrived(beat) {
      if (held && !follows(held, beat)) flush()
      held = held ? joined(held, beat) : beat
      if (hidden() || held.losses.length > MOST_HELD) flush()
      else if (!painting) turn()
    },
  }
}

/** Whether one beat can tell of both: of the same run, without a gap, and with one judged sample at most. */
const follows = (first: Beat, next: Beat): boolean =>
  first.run === next.run &&
  first.step === next.step - next.losses.length &&
  (first.validation === null || next.validation === null)

const joined = (first: Beat, next: Beat): Beat => ({
  ...next,
  losses: [...first.losses, ...next.losses],
  accuracies: [...first.accuracies, ...next.accuracies],
  validation: next.validation ?? first.validation,
})
