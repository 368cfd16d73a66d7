import type { KeptCheckpoint } from '../engine-client/standing'
import type { HistoryKeeper } from './lab-history'

/** The checkpoints of the last seconds and the first one of the run: what one can go back to when training has blown up. */
export interface KeptCheckpoints {
  add(checkpoint: KeptCheckpoint): void
  /** Other examples from now on: no older checkpoint knows its place in them. */
  otherData(): void
  clear(): void
  /** The newest from before the loss had begun to grow. */
  lastHealthy(losses: Pick<HistoryKeeper, 'lossAfter' | 'lowest'>): KeptCheckpoint | null
}

const MOST = 6
const MOST_BYTES = 64 * 2 ** 20
/** A loss so many times the lowest has begun to grow; losses below `LOW_LOSS` leap about without that. */
const GROWN = 1.5
const LOW_LOSS = 0.5

export function createKeptCheckpoints(): KeptCheckpoints {
  let kept: KeptCheckpoint[] = []

  function trim(): void {
    const total = (): number => kept.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    // The first is the surest to be healthy; the second oldest goes.
    while (kept.length > MOST || (kept.length > 2 && total() > MOST_BYTES)) kept.splice(1, 1)
  }

  return {
    add(checkpoint) {
      kept = [...kept.filter(({ step }) => step < checkpoint.step), checkpoint]
      trim()
    },
    otherData() {
      kept = kept.map((checkpoint) => ({ ...checkpoint, samePlace: false }))
    },
    clear() {
      kept = []
    },
    lastHealthy({ lossAfter, lowest }) {
      const most = GROWN * Math.max(lowest() ?? 0, LOW_LOSS)
      return kept.findLast(({ step }) => (lossAfter(step) ?? Number.POSITIVE_INFINITY) <= most) ?? null
    },
  }
}
