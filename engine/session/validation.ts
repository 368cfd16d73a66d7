import type { Beat } from '../protocol'
import type { Beats } from './beats'
import type { DataDesk } from './data-desk'
import type { Opened } from './opened'

/** Every so many steps the same pictures are judged: the points lie at fixed steps, whatever the machine's speed. */
const EVERY_STEPS = 250
const SAMPLE = 500
/** No call has this id. */
const JOB = -1

export interface Validation {
  /** To be asked after every step; true: training waits until the sample before has been judged. */
  due(step: number): boolean
  /** Judges now what was due, if the sample before is done. */
  catchUp(): void
  readonly blocks: boolean
}

export function createValidation(
  { evaluation, network, trainer }: Pick<Opened, 'evaluation' | 'network' | 'trainer'>,
  desk: Pick<DataDesk, 'batches'>,
  beats: Pick<Beats, 'validated'>,
): Validation {
  let overdue = false

  function begin(): void {
    overdue = false
    const step = trainer.stepCount
    const sample = desk.batches(network.plan, 'validation', SAMPLE, 'all')
    if (!sample) return // not arrived yet
    evaluation.add({
      id: JOB,
      first: true,
      loss: trainer.loss,
      values: trainer.values(),
      batches: sample.batches,
      onProgress: () => {},
      onRefuse: () => {},
      onDone: ({ accuracy, loss }) => beats.validated({ step, accuracy, loss } satisfies Beat['validation']),
    })
  }

  function catchUp(): void {
    if (overdue && !evaluation.has(JOB)) begin()
  }

  return {
    catchUp,
    get blocks() {
      return overdue
    },
    due(step) {
      if (step % EVERY_STEPS === 0) {
        overdue = true
        catchUp()
      }
      return overdue
    },
  }
}
