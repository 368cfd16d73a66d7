import type { Network } from '../network/network.types'
import { indexOfLargest } from '../probe/scores'
import type { Numbers } from '../tensor'
import { softmaxCrossEntropy } from '../train/losses'
import type { Batch } from '../train/trainer.types'

export interface Verdict {
  readonly accuracy: number
  readonly loss: number
  readonly count: number
  /** [true class][class of the largest score] */
  readonly confusion: readonly (readonly number[])[]
}

export interface EvaluationJob {
  readonly id: number
  /** Goes before the others. */
  readonly first: boolean
  /** A copy of the parameters at the moment that is judged: training may go on meanwhile. */
  readonly values: Numbers
  readonly batches: Iterator<Batch>
  readonly onProgress: (done: number) => void
  readonly onDone: (verdict: Verdict) => void
  readonly onCancel: () => void
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
  count: number
  correct: number
  loss: number
  readonly confusion: number[][]
}

/** `network` is the evaluation's own: its parameters are overwritten by each batch's job. `scores`: the node before softmax. */
export function createEvaluation(network: Network, scores: string, now: () => number): Evaluation {
  const classes = network.plan.shapeOf(scores).c
  let jobs: Running[] = []
  let walk: Generator<void, void> | null = null
  let walked: Running | null = null

  function* judge(job: Running, { x, labels }: Batch): Generator<void, void> {
    network.block.values.set(job.values)
    yield* network.forwardSteps(x, 'test')
    const output = network.activation(scores)
    const n = x.shape[0]
    job.loss += softmaxCrossEntropy(output, labels).loss * n
    job.count += n
    for (let i = 0; i < n; i++) {
      const guess = indexOfLargest(output.data, i * classes, classes)
      job.confusion[labels[i]][guess]++
      if (guess === labels[i]) job.correct++
    }
    job.onProgress(job.count)
  }

  /** The next batch of the first job; a job without one is done. */
  function begin(): Generator<void, void> | null {
    const job = jobs[0]
    if (!job) return null
    const next = job.batches.next()
    walked = job
    if (!next.done) return judge(job, next.value)
    jobs.shift()
    const { correct, count, loss, confusion } = job
    const share = (total: number): number => (count > 0 ? total / count : 0)
    job.onDone({ accuracy: share(correct), loss: share(loss), count, confusion })
    return null
  }

  function cancelWhere(isMeant: (job: Running) => boolean): void {
    const cancelled = jobs.filter(isMeant)
    jobs = jobs.filter((job) => !isMeant(job))
    if (walked && isMeant(walked)) walk = null
    for (const job of cancelled) job.onCancel()
  }

  return {
    get busy() {
      return jobs.length > 0
    },
    has: (id) => jobs.some((job) => job.id === id),
    add(job) {
      const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
      const running = { ...job, count: 0, correct: 0, loss: 0, confusion }
      jobs = job.first ? [running, ...jobs] : [...jobs, running]
    },
    cancel: (id) => cancelWhere((job) => job.id === id),
    cancelAll: () => cancelWhere(() => true),
    slice(until) {
      while (walk || jobs.length > 0) {
        walk ??= begin()
        if (walk?.next().done) walk = null
        if (now() >= until) return
      }
    },
  }
}
