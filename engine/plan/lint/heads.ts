/** Several outputs: a loss stands behind the first of them alone. */

import { nodesInto } from '../nodes-into'
import { numeral } from '../numerals'
import type { Rule } from './advice'

/** A note: an output that is only read, such as the maps of a layer, is meant so. */
export const untrainedOutput: Rule = (plan) => {
  const [first, ...others] = plan.outputs
  const trained = new Set(nodesInto(first, plan.nodes))
  const { title: of } = plan.node(first)
  return others.map((output, i) => {
    const { title } = plan.node(output)
    const idle = nodesInto(output, plan.nodes).filter((node) => !trained.has(node))
    const count = numeral(idle.reduce((sum, { parameterCount }) => sum + parameterCount, 0))
    return {
      rule: 'untrained-output',
      node: output,
      severity: 'note',
      text: {
        en: `${title.en} is output ${numeral(i + 2)} of ${numeral(plan.outputs.length)}, and training looks at the first alone, ${of.en}: no gradient reaches the ${count} parameters that lead only to other outputs. Name the one that shall be trained first.`,
        zh: `${title.zh}是 ${numeral(plan.outputs.length)} 个输出中的第 ${numeral(i + 2)} 个，而训练只看第一个，即${of.zh}：只通向其他输出的 ${count} 个参数得不到梯度。请把要训练的输出写在最前面。`,
      },
    }
  })
}
