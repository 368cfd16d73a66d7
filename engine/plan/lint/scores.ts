/** The end of a network: scores, each from minus to plus infinity, and a softmax behind them at most. */
import type { Text } from '../../text'
import { numeral } from '../numerals'
import type { PlannedNode } from '../plan.types'
import { scoresNode } from '../scores'
import type { Finding, Rule } from './advice'
import { without } from './changes'

const ALTERED: Readonly<Record<'relu' | 'dropout', (title: Text) => Text>> = {
  relu: ({ en, zh }) => ({
    en: `${en} cuts off the scores themselves: whatever is below zero becomes 0, so that bad classes cannot be told apart and send no gradient. Leave the last layer without ReLU.`,
    zh: `${zh}把得分本身截断了：小于零的全变成 0，较差的类别无法区分，也没有梯度。最后一层后面不要加 ReLU。`,
  }),
  dropout: ({ en, zh }) => ({
    en: `${en} sets scores themselves to 0 while training, the right class's as well: the loss is then about luck. Drop units before the last layer, not its scores.`,
    zh: `${zh}在训练时把得分本身置为 0，连正确类别的得分也不例外，损失就成了碰运气。请在最后一层之前随机失活，而不是对得分这样做。`,
  }),
}

/** What stands between the last layer with weights and the softmax or the end. */
export const alteredScores: Rule = (plan) =>
  plan.outputs.flatMap((output): Finding[] => {
    const id = scoresNode(plan, output)
    if (id === 'input') return []
    const { layer, from, title } = plan.node(id)
    if ((layer.type !== 'relu' && layer.type !== 'dropout') || from[0] === 'input') return []
    // Without an FC or a softmax the end may be maps, which are no scores.
    const areScores = id !== output || plan.node(from[0]).layer.type === 'fc'
    if (!areScores) return []
    return [
      {
        rule: 'altered-scores',
        node: id,
        severity: 'warning',
        text: ALTERED[layer.type](title),
        change: () => without(plan.spec, id),
      },
    ]
  })

export const earlySoftmax: Rule = (plan) =>
  plan.nodes
    .filter(({ layer, consumers }) => layer.type === 'softmax' && consumers.length > 0)
    .map(
      ({ id, title }): Finding => ({
        rule: 'early-softmax',
        node: id,
        severity: 'warning',
        text: {
          en: `${title.en} is not the last layer: it squeezes its numbers into shares of 1, whose gradients are small, and the layers behind see little of them. Softmax belongs behind the scores.`,
          zh: `${title.zh}不在最后：它把数压成总和为 1 的份额，梯度很小，后面的层看不到多少东西。Softmax 应当放在得分之后。`,
        },
        change: () => without(plan.spec, id),
      }),
    )

const isSigmoid = ({ layer }: PlannedNode): boolean => layer.type === 'sigmoid'

/** y(1 − y) is at most 1/4. Told once, at the first. */
export const deepSigmoid: Rule = (plan) => {
  const hidden = plan.nodes.filter((node) => isSigmoid(node) && node.consumers.length > 0)
  if (hidden.length < 2) return []
  const [{ id, title }] = hidden
  const factor = numeral(4 ** hidden.length)
  return [
    {
      rule: 'deep-sigmoid',
      node: id,
      severity: 'hint',
      text: {
        en: `${title.en} is the first of ${numeral(hidden.length)} sigmoids. Each multiplies the gradient by y(1 − y), at most 1/4: through all of them it shrinks to 1/${factor} at best, so that the first layers hardly learn. ReLU passes it on whole.`,
        zh: `${title.zh}是 ${numeral(hidden.length)} 个 sigmoid 中的第一个。每个都把梯度乘以 y(1 − y)，最多 1/4：全部经过之后最多只剩 1/${factor}，前面的层几乎学不动。ReLU 则让梯度原样通过。`,
      },
      change: () => ({
        ...plan.spec,
        nodes: plan.spec.nodes.map((node) =>
          hidden.some((other) => other.id === node.id) ? { ...node, layer: { type: 'relu' } } : node,
        ),
      }),
    },
  ]
}
