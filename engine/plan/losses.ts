import { SpecError } from '../shape'
import type { NetworkSpec } from '../spec'
import type { Text } from '../text'
import { checkName } from './check-settings'
import { plan } from './plan'
import type { Plan } from './plan.types'
import { scoresNode } from './scores'

/** THE list of losses, each a mean over the examples of a batch. */
export const losses = {
  crossEntropy: { name: { en: 'cross-entropy (softmax)', zh: '交叉熵 (softmax)' } },
  hinge: { name: { en: 'hinge (SVM)', zh: '合页损失 (SVM)' } },
  squaredError: { name: { en: 'squared error', zh: '平方误差' } },
} as const satisfies Readonly<Record<string, { readonly name: Text }>>

/** One of the list. */
export type LossName = keyof typeof losses

/** Their names, in the order of the list. */
export const lossNames = Object.keys(losses) as readonly LossName[]

/**
 * Whether this loss can stand behind this network; gives its name back. Cross-entropy enters at the input of a final softmax,
 * the others want the scores themselves: what a softmax has squeezed into 0 … 1 is no margin and no target.
 * Throws SpecError 'wrong-loss', or 'wrong-inputs' where there is more than one score per class.
 */
export function checkLoss(planned: Plan, name: unknown): LossName {
  const loss = checkName({ en: 'loss', zh: '损失函数' }, name, lossNames)
  const scores = scoresNode(planned)
  const [output] = planned.outputs
  if (scores === 'input') throw nothingLearnt(output)
  if (loss !== 'crossEntropy' && scores !== output) throw behindSoftmax(loss, output, scores)
  const { h, w } = planned.shapeOf(scores)
  if (h * w !== 1) throw severalScores(scores, h, w)
  return loss
}

/** The spec, without its final softmax where the loss cannot stand behind one. Weights and names stay as they are. Throws what plan throws. */
export function specForLoss(spec: NetworkSpec, loss: LossName): NetworkSpec {
  if (loss === 'crossEntropy') return spec
  const planned = plan(spec)
  const [output, ...others] = planned.outputs
  const scores = scoresNode(planned)
  if (scores === output) return spec
  const isRead = spec.nodes.some(({ from }) => from.includes(output))
  const nodes = isRead ? spec.nodes : spec.nodes.filter(({ id }) => id !== output)
  const outputs = nodes.at(-1)?.id === scores && others.length === 0 ? undefined : [scores, ...others]
  const { outputs: _before, ...rest } = spec
  return { ...rest, nodes, ...(outputs ? { outputs } : {}) }
}

/** The loss of scores that are all zero: what a network that knows nothing begins with. Targets are one-hot. */
export function lossOfGuessing(loss: LossName, classes: number): number {
  switch (loss) {
    case 'crossEntropy':
      return Math.log(classes)
    case 'hinge':
      return classes - 1
    case 'squaredError':
      return 1 / 2
    default:
      throw new RangeError(`no loss '${loss satisfies never}'`)
  }
}

function behindSoftmax(loss: LossName, softmax: string, scores: string): SpecError {
  const { en, zh } = losses[loss].name
  return new SpecError({
    code: 'wrong-loss',
    node: softmax,
    values: { loss, softmax, scores },
    text: {
      en: `The loss is ${en}, which takes scores, but the network ends with the softmax ${softmax}. Leave that layer out, so that ${scores} is the last, or choose cross-entropy.`,
      zh: `${zh}要用得分计算，而网络以 softmax 层 ${softmax} 结尾。请去掉这一层，让 ${scores} 成为最后一层，或改用交叉熵。`,
    },
  })
}

function nothingLearnt(softmax: string): SpecError {
  return new SpecError({
    code: 'wrong-inputs',
    node: softmax,
    values: { softmax },
    text: {
      en: `The scores are the picture itself: no layer stands before the softmax ${softmax}. Put a fully connected layer there.`,
      zh: `得分就是图片本身：softmax 层 ${softmax} 之前没有任何层。请在它前面放一个全连接层。`,
    },
  })
}

function severalScores(node: string, h: number, w: number): SpecError {
  return new SpecError({
    code: 'wrong-inputs',
    node,
    values: { h, w },
    text: {
      en: `The scores are ${h}×${w} per class; a loss needs one score per class. End with a fully connected layer.`,
      zh: `每个类别有 ${h}×${w} 个得分，而损失函数需要每类一个得分。请以全连接层结尾。`,
    },
  })
}
