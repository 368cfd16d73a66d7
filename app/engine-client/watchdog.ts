/**
 * Decides whether the worker is still at work. It is when it speaks: its beats come after slices of work, at least once
 * a second, and so does its progress while it makes a network. A page that is hidden, frozen or busy hears nothing either and must not take that for a death: it notices
 * by its own checks coming late, on a clock that only runs forward.
 */
export interface Watchdog {
  heard(): void
  /** A fresh worker: while its script is on its way, silence may last longer. */
  starting(): void
  /** The script came at this time and has nothing to wait for: its first word is due, whatever it will have to do then. */
  loaded(at: number): void
  /** To be called every `CHECK_MS`. */
  isSilent(hidden: boolean): boolean
}

export const CHECK_MS = 500
export const SILENCE_MS = 4000
export const GRACE_MS = 15_000
/** A check this late means that the page, not the worker, stood still. */
const LATE_MS = 1500

export function createWatchdog(now: () => number): Watchdog {
  let lastHeard = now()
  let lastCheck = now()
  let allowed = GRACE_MS
  return {
    heard() {
      allowed = SILENCE_MS
      lastHeard = now()
    },
    starting() {
      allowed = GRACE_MS
      lastHeard = now()
    },
    loaded(at) {
      allowed = SILENCE_MS
      lastHeard = Math.max(lastHeard, at)
    },
    isSilent(hidden) {
      const at = now()
      if (hidden || at - lastCheck > LATE_MS) lastHeard = at
      lastCheck = at
      return at - lastHeard > allowed
    },
  }
}

/** Three deaths within a minute: something is wrong that a fresh worker does not mend. */
export function createDeathCount(now: () => number, limit = 3, withinMs = 60_000) {
  let deaths: number[] = []
  return {
    /** True: one too many. */
    died(): boolean {
      const at = now()
      deaths = [...deaths.filter((time) => at - time < withinMs), at]
      return deaths.length >= limit
    },
    forget(): void {
      deaths = []
    },
  }
}
