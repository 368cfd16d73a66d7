import type { Plan } from '../plan/plan.types'
import { scoresNode } from '../plan/scores'
import type { DataSetId } from '../protocol'
import { SpecError } from '../shape'
import { dataSets } from './sets'

/** Throws SpecError 'wrong-inputs' where a set has classes for which the network has no score. More scores than classes do no harm. */
export function checkClasses(plan: Plan, set: DataSetId): void {
  const node = scoresNode(plan)
  const scores = plan.shapeOf(node).c
  const classes = dataSets[set].classes.length
  if (scores >= classes) return
  throw new SpecError({
    code: 'wrong-inputs',
    node,
    values: { scores, classes, set },
    text: {
      en: `The network has ${scores} scores, the set ${set} has ${classes} classes; each class needs one. Give ${node} ${classes} outputs.`,
      zh: `网络有 ${scores} 个得分，而数据集 ${set} 有 ${classes} 个类别；每个类别需要一个得分。请让 ${node} 有 ${classes} 个输出。`,
    },
  })
}
