import type { KeptCheckpoint } from '../engine-client/standing'

/** The checkpoints of the last seconds and the first one of the run: what one can go back to when training has blown up. */
export interface KeptCheckpoints {
  add(checkpoint: KeptCheckpoint): void
  /** Other examples from now on: no older checkpoint knows its place in them. */
  otherData(): void
  clear(): void
  /** The newest from before the loss had begun to grow. */
  lastHealthy(lossUpTo: (step: number) => number | null): KeptCheckpoint | null
}

const MOST = 6
const MOST_BYTES = 64 * 2 ** 20

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
    lastHealthy(lossUpTo) {
      const judged = kept.map((checkpoint) => ({ checkpoint, loss: lossUpTo(checkpoint.step) }))
      const best = Math.min(...judged.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY))
      const healthy = judged.filter(({ loss }) => loss === null || loss <= 1.5 * Math.max(best, 0.5))
      return healthy.at(-1)?.checkpoint ?? null
    },
  }
}
