import type { DataDesk } from './data-desk'
import type { EvaluationJob } from './evaluation'
import type { Opened } from './opened'
import { ProblemError } from './problems'
import type { Question } from './replies'

/** The weights of this moment, to be judged on the pictures that are asked for. Throws where there are none, or of other classes. */
export function evaluationOf(
  { id, ask, answer, refuse, progress }: Question<'evaluate'>,
  { network, trainer }: Opened,
  desk: DataDesk,
): EvaluationJob {
  const { split, limit = Number.POSITIVE_INFINITY } = ask
  const step = trainer.stepCount
  desk.checkClasses(network.plan)
  const pictures = desk.batches(network.plan, split, limit, 'some')
  if (!pictures) throw new ProblemError('no-data')
  return {
    id,
    first: false,
    loss: trainer.loss,
    values: trainer.values(),
    batches: pictures.batches,
    onProgress: (done) => progress({ of: 'evaluate', done, total: pictures.count }),
    onDone: (verdict) => answer({ step, ...verdict }),
    onRefuse: refuse,
  }
}
