import type { Problem } from '../protocol'
import { CANCELLED, problemOf } from './problems'

export interface MeasuringJob {
  readonly id: number
  /** Its last piece answers. */
  readonly pieces: Generator<void, void>
  readonly onRefuse: (problem: Problem) => void
}

/** Measurements of this machine, one after the other, in slices. They need no open network. */
export interface Measuring {
  readonly busy: boolean
  add(job: MeasuringJob): void
  cancel(id: number): void
  cancelAll(): void
  slice(until: number): void
}

export function createMeasuring(now: () => number): Measuring {
  let jobs: MeasuringJob[] = []

  function cancelWhere(isMeant: (job: MeasuringJob) => boolean): void {
    const cancelled = jobs.filter(isMeant)
    jobs = jobs.filter((job) => !isMeant(job))
    for (const job of cancelled) job.onRefuse(CANCELLED)
  }

  function proceed(job: MeasuringJob): void {
    try {
      if (job.pieces.next().done) jobs = jobs.filter((other) => other !== job)
    } catch (error) {
      jobs = jobs.filter((other) => other !== job)
      job.onRefuse(problemOf(error))
    }
  }

  return {
    get busy() {
      return jobs.length > 0
    },
    add(job) {
      jobs = [...jobs, job]
    },
    cancel: (id) => cancelWhere((job) => job.id === id),
    cancelAll: () => cancelWhere(() => true),
    slice(until) {
      while (jobs.length > 0) {
        proceed(jobs[0])
        if (now() >= until) return
      }
    },
  }
}
