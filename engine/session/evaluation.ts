import type { Network } from '../network/network.types'
import type { LossName } from '../plan/losses'
import type { Problem } from '../protocol'
import type { Numbers } from '../tensor'
import { createTally, type Tally, type Verdict } from '../train/tally'
import type { Batch } from '../train/trainer.types'
import { CANCELLED, problemOf } from './problems'

export interface EvaluationJob {
  readonly id: number
  /** Goes before the others. */
  readonly first: boolean
  readonly loss: LossName
  /** A copy of the parameters at the moment that is judged: training may go on meanwhile. */
  readonly values: Numbers
  readonly batches: Iterator<Batch>
  readonly onProgress: (done: number) => void
  readonly onDone: (verdict: Verdict) => void
  /** Cancelled, or a batch could not be judged: there is no verdict over the rest. */
  readonly onRefuse: (problem: Problem) => void
}

/** Judges copies of the weights on pictures of a split, in slices, one job after the other. */
export interface Evaluation {
  readonly busy: boolean
  has(id: number): boolean
  add(job: EvaluationJob): void
  cancel(id: number): void
  cancelAll(): void
  slice(until: number): void
}

interface Running extends EvaluationJob {
  readonly tally: Tally
}

export interface EvaluationOptions {
  /** Makes the evaluation's own network, once it is needed: its parameters are overwritten by each batch's job. */
  readonly makeNetwork: () => Network
  /** The node before softmax. */
  readonly scores: string
  readonly classes: number
  readonly now: () => number
}

export function createEvaluation({ makeNetwork, scores, classes, now }: EvaluationOptions): Evaluation {
  let network: Network | null = null
  let jobs: Running[] = []
  let walk: Generator<void, void> | null = null
  let walked: Running | null = null

  function* judge(job: Running, batch: Batch): Generator<void, void> {
    network ??= makeNetwork()
    network.block.values.set(job.values)
    yield* network.forwardSteps(batch.x, 'test')
    job.tally.add(network.activation(scores), batch)
    job.onProgress(job.tally.count)
  }

  /** The next batch of the first job; a job without one is done. */
  function begin(): Generator<void, void> | null {
    const job = jobs[0]
    if (!job) return null
    walked = job
    const next = job.batches.next()
    if (!next.done) return judge(job, next.value)
    jobs.shift()
    job.onDone(job.tally.verdict())
    return null
  }

  function proceed(): void {
    try {
      walk ??= begin()
      if (walk?.next().done) walk = null
    } catch (error) {
      walk = null
      jobs = jobs.filter((job) => job !== walked)
      walked?.onRefuse(problemOf(error))
    }
  }

  function cancelWhere(isMeant: (job: Running) => boolean): void {
    const cancelled = jobs.filter(isMeant)
    jobs = jobs.filter((job) => !isMeant(job))
    if (walked && isMeant(walked)) walk = null
    for (const job of cancelled) job.onRefuse(CANCELLED)
  }

  return {
    get busy() {
      return jobs.length > 0
    },
    has: (id) => jobs.some((job) => job.id === id),
    add(job) {
      const running = { ...job, tally: createTally(classes, job.loss) }
      jobs = job.first ? [running, ...jobs] : [...jobs, running]
    },
    cancel: (id) => cancelWhere((job) => job.id === id),
    cancelAll: () => cancelWhere(() => true),
    slice(until) {
      while (walk || jobs.length > 0) {
        proceed()
        if (now() >= until) return
      }
    },
  }
}
