/** The end of a scale as it is held over time: maps whose scale moves with each step flicker. */
export interface Held {
  readonly most: number
  /** Milliseconds; when `most` was set. */
  readonly since: number
}

const HOLD_MS = 1000
const TOLERANCE = 0.15

/** Keeps the held end for a second, and after that while the new one is within 15 % of it. */
export function hold(held: Held | null, most: number, now: number): Held {
  if (!held || held.most === 0) return { most, since: now }
  const near = Math.abs(most / held.most - 1) <= TOLERANCE
  return near || now - held.since < HOLD_MS ? held : { most, since: now }
}
