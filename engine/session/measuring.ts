import { measureLayer } from '../measure/layer'
import { measureStep } from '../measure/step'
import type { Calls, Problem } from '../protocol'
import { CANCELLED, problemOf } from './problems'
import type { Question } from './replies'

interface MeasuringJob {
  readonly id: number
  /** Its last piece answers. */
  readonly pieces: Generator<void, void>
  readonly onRefuse: (problem: Problem) => void
}

/** Measurements of this machine, one after the other, in slices. They need no open network. */
export interface Measuring {
  readonly busy: boolean
  step(question: Question<'measureStep'>): void
  layer(question: Question<'measureLayer'>): void
  cancel(id: number): void
  cancelAll(): void
  slice(until: number): void
}

export function createMeasuring(now: () => number): Measuring {
  let jobs: MeasuringJob[] = []

  function add<Name extends 'measureStep' | 'measureLayer'>(
    { id, answer, refuse, progress }: Question<Name>,
    run: (onTurn: (done: number, total: number) => void) => Generator<void, Calls[Name]['reply']>,
  ): void {
    function* pieces(): Generator<void, void> {
      answer(yield* run((done, total) => progress({ of: 'measure', done, total })))
    }
    jobs = [...jobs, { id, pieces: pieces(), onRefuse: refuse }]
  }

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
    step(question) {
      const { spec, loss } = question.ask
      add(question, (onTurn) => measureStep(spec, loss, now, onTurn))
    },
    layer(question) {
      const { spec, node } = question.ask
      add(question, (onTurn) => measureLayer(spec, node, now, onTurn))
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
