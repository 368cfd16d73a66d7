import type { Watch } from './protocol'

/**
 * One standing wish for frames, answered at a pace the page can paint: at most one frame is in flight, the next is made
 * when the last has been painted, of the newest state and for the newest wish. Nothing queues.
 */
export interface Outbox {
  watch(wish: Watch): void
  /** The frame in flight has been painted. A buffer that the page keeps is handed back as an empty one. */
  ack(recycle: ArrayBuffer): void
  /** What a frame shows has changed; by the reader's own hand, the answer does not wait for the rate cap. */
  changed(by: 'training' | 'reader'): void
  /** Milliseconds until a frame is to be made: 0 now, Infinity while there is nothing to send or one is in flight. */
  dueIn(now: number): number
  wish(): Watch | null
  /** Somebody waits for a frame and has not seen any yet. */
  readonly isAwaited: boolean
  /** A recycled buffer where one is large enough. */
  buffer(bytes: number): ArrayBuffer
  /** A frame is being made: what changes from now on asks for another one. */
  begun(now: number): void
  /** `spent`: milliseconds of work on it, without what the thread did between its pieces. */
  sent(spent: number): void
}

/** Frames take at most a quarter of the time, however slow the machine: training goes first. */
const LEAST_PERIOD_IN_PASSES = 4

export function createOutbox(): Outbox {
  let wish: Watch | null = null
  let inFlight = false
  let seen = false
  let dirty = false
  let urgent = false
  let lastBegun = Number.NEGATIVE_INFINITY
  /** Work on the last frame, in ms. */
  let pass = 0
  let spare: ArrayBuffer | null = null

  function changed(by: 'training' | 'reader'): void {
    dirty = true
    if (by === 'reader') urgent = true
  }

  return {
    changed,
    watch(newWish) {
      wish = newWish
      changed('reader')
    },
    ack(recycle) {
      inFlight = false
      seen = true
      if (recycle.byteLength > 0) spare = recycle
    },
    dueIn(now) {
      if (!wish || wish.perSecond <= 0 || !dirty || inFlight) return Number.POSITIVE_INFINITY
      if (urgent) return 0
      const period = Math.max(1000 / wish.perSecond, LEAST_PERIOD_IN_PASSES * pass)
      return Math.max(0, lastBegun + period - now)
    },
    wish: () => wish,
    get isAwaited() {
      return !seen && wish !== null && wish.perSecond > 0 && (dirty || inFlight)
    },
    buffer(bytes) {
      const reused = spare && spare.byteLength >= bytes ? spare : new ArrayBuffer(bytes)
      spare = null
      return reused
    },
    begun(now) {
      dirty = false
      urgent = false
      lastBegun = now
    },
    sent(spent) {
      inFlight = true
      pass = spent
    },
  }
}
