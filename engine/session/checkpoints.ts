import { toBytes } from '../train/checkpoint'
import type { Opened } from './opened'

/** Keeps the other side able to go on without this worker: a checkpoint is at most so old while training. */
export interface Checkpoints {
  every(seconds: number): void
  /** Something else than a step has changed what is to be gone on from: the next one is due now. */
  changed(): void
  dueIn(now: number, opened: Opened): number
  take(opened: Opened): { step: number; bytes: ArrayBuffer }
}

export function createCheckpoints(now: () => number): Checkpoints {
  let interval = Number.POSITIVE_INFINITY
  let lastAt = Number.NEGATIVE_INFINITY
  let lastStep = -1

  return {
    every(seconds) {
      interval = seconds * 1000
    },
    changed() {
      lastStep = -1
    },
    dueIn(at, { trainer }) {
      if (interval === Number.POSITIVE_INFINITY || trainer.stepCount === lastStep)
        return Number.POSITIVE_INFINITY
      return lastStep === -1 ? 0 : Math.max(0, lastAt + interval - at)
    },
    take({ trainer }) {
      lastAt = now()
      lastStep = trainer.stepCount
      return { step: trainer.stepCount, bytes: toBytes(trainer.checkpoint()) }
    },
  }
}
