/** The order of layers: what comes to nothing where it stands. */
import { layerType } from '../../layers/index'
import { numeral } from '../numerals'
import type { Plan, PlannedNode } from '../plan.types'
import type { Finding, Rule } from './advice'
import { withBehind, withLayer, without } from './changes'

const staysLinear = ({ layer }: PlannedNode): boolean => layerType(layer).staysLinear?.(layer) ?? false

/** With weights that mix what they read; those of subsampling scale one map each. */
const isWeighted = (node: PlannedNode): boolean =>
  node.parameters.some(({ name }) => name === 'weights') && !staysLinear(node)

/** One filter per channel, followed by 1×1: one convolution in two halves, and meant so. */
const isDepthwise = ({ layer, inputs }: PlannedNode): boolean =>
  layer.type === 'conv' && layer.groups > 1 && layer.groups === inputs[0].c

/** The weighted layer that a node reads with nothing non-linear between; null where there is none. */
function linearBefore(plan: Plan, node: PlannedNode): PlannedNode | null {
  const [source] = node.from
  if (node.from.length > 1 || source === 'input') return null
  const before = plan.node(source)
  if (isWeighted(before)) return before
  return staysLinear(before) ? linearBefore(plan, before) : null
}

export const nothingBetween: Rule = (plan) =>
  plan.nodes.filter(isWeighted).flatMap((node): Finding[] => {
    const before = linearBefore(plan, node)
    if (!before || isDepthwise(before)) return []
    return [
      {
        rule: 'nothing-between',
        node: node.id,
        severity: 'warning',
        text: {
          en: `Between ${before.title.en} and ${node.title.en} there is nothing non-linear: a sum of sums is a sum, so both together can do no more than one layer. Put a ReLU between them.`,
          zh: `${before.title.zh}与${node.title.zh}之间没有任何非线性：加权和的加权和仍是加权和，两层合起来并不比一层强。请在中间加一个 ReLU。`,
        },
        change: () => withBehind(plan.spec, node.from[0], [{ type: 'relu' }]),
      },
    ]
  })

/** Batch norm subtracts the mean of a channel, and a bias of the whole channel with it. */
export const deadBias: Rule = (plan) =>
  plan.nodes.flatMap(({ id, layer, parameters, consumers, out, title }): Finding[] => {
    const perChannel = parameters.some(({ name, shape }) => name === 'biases' && shape.length === 1)
    if (!('bias' in layer) || !perChannel) return []
    const normalised =
      consumers.length > 0 && consumers.every((reader) => plan.node(reader).layer.type === 'batchnorm')
    if (!normalised || plan.outputs.includes(id)) return []
    return [
      {
        rule: 'dead-bias',
        node: id,
        severity: 'hint',
        text: {
          en: `${title.en} has ${numeral(out.c)} biases that do nothing: the batch norm behind it subtracts the mean of each channel and the bias with it, and adds a β of its own. Leave the bias out.`,
          zh: `${title.zh}的 ${numeral(out.c)} 个偏置不起作用：后面的批归一化会减去每个通道的均值，偏置也一并减掉，然后再加上它自己的 β。可以去掉偏置。`,
        },
        change: () => withLayer(plan.spec, id, { ...layer, bias: false }),
      },
    ]
  })

function isIdle(plan: Plan, { layer, from: [source] }: PlannedNode): boolean {
  const nonNegative = source !== 'input' && layerType(plan.node(source).layer).nonNegative === true
  return layerType(layer).changesNothing?.(layer, nonNegative) ?? false
}

export const noEffect: Rule = (plan) =>
  plan.nodes
    .filter((node) => isIdle(plan, node))
    .map(
      ({ id, title }): Finding => ({
        rule: 'no-effect',
        node: id,
        severity: 'hint',
        text: {
          en: `${title.en} gives back exactly what it reads: it takes memory and time and changes nothing. It can be left out.`,
          zh: `${title.zh}的输出与输入完全相同：占内存、费时间，什么也不改变。可以去掉。`,
        },
        change: () => without(plan.spec, id),
      }),
    )

export const unused: Rule = (plan) =>
  plan.nodes
    .filter(({ id, consumers }) => consumers.length === 0 && !plan.outputs.includes(id))
    .map(
      ({ id, title }): Finding => ({
        rule: 'unused',
        node: id,
        severity: 'warning',
        text: {
          en: `Nobody reads ${title.en}, and it is no output: it is computed for nothing and can never learn. Join it to the rest or take it out.`,
          zh: `没有层读取${title.zh}，它也不是输出：白白计算，也永远学不到东西。请把它接到网络中，或者去掉。`,
        },
        change: () => ({ ...plan.spec, nodes: plan.spec.nodes.filter((node) => node.id !== id) }),
      }),
    )
