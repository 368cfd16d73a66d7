/** The chapter on filters: small ones, 3×3 or at most 5×5, stride 1, padded by (F − 1)/2 so that the size stays. */
import type { Conv } from '../../layers/conv'
import { axesOf, pairOf, sidesOf } from '../../layers/shared/window'
import { numeral } from '../numerals'
import type { Plan, PlannedNode } from '../plan.types'
import { span } from '../windows'
import type { Finding, Rule } from './advice'
import { withBehind, withLayer } from './changes'

const LARGEST = 5

type ConvNode = PlannedNode & { readonly layer: Conv }
const isConv = (node: PlannedNode): node is ConvNode => node.layer.type === 'conv'

const times = ([h, w]: readonly [number, number]): string => `${w}×${h}`

/** One window that is the whole map: a fully connected layer in another form. */
const coversAll = ({ out }: PlannedNode): boolean => out.h === 1 && out.w === 1

/** The first convolution may do what the others should not: it reads the picture, where the memory goes. */
const isFirst = (plan: Plan, node: PlannedNode): boolean => plan.nodes.find(isConv)?.id === node.id

/** A stack of 3×3 sees as much as one large filter, with fewer weights and more non-linearity. */
export const largeFilter: Rule = (plan) =>
  plan.nodes.filter(isConv).flatMap((node): Finding[] => {
    const size = pairOf(node.layer.size)
    const f = Math.max(...size)
    if (f <= LARGEST || f % 2 === 0 || size[0] !== size[1]) return []
    if (isFirst(plan, node) || coversAll(node)) return []
    const { layer, inputs } = node
    const depth = (f - 1) / 2
    const channels = inputs[0].c
    const one = (f * f * channels * layer.filters) / layer.groups
    const stack = (9 * (channels + (depth - 1) * layer.filters) * layer.filters) / layer.groups
    const fewer =
      stack < one ? { en: ` instead of ${numeral(one)}`, zh: `，而不是 ${numeral(one)} 个` } : null
    return [
      {
        rule: 'large-filter',
        node: node.id,
        severity: 'hint',
        text: {
          en: `${node.title.en} has ${times(size)} filters. ${depth} layers of 3×3 with ReLU between see the same ${times(size)} cells${fewer ? `, have ${numeral(stack)} weights${fewer.en}` : ''} and are ${depth} times non-linear. Large filters are for the first layer, if at all.`,
          zh: `${node.title.zh}的滤波器是 ${times(size)}。${depth} 层 3×3（中间加 ReLU）看到的同样是 ${times(size)} 的范围${fewer ? `，权重只有 ${numeral(stack)} 个${fewer.zh}` : ''}，非线性却有 ${depth} 次。大滤波器最多只用在第一层。`,
        },
        ...stackOffer(plan, node, f, depth),
      },
    ]
  })

function stackOffer(plan: Plan, { id, layer }: ConvNode, f: number, depth: number) {
  const ordinary = [...pairOf(layer.stride), ...pairOf(layer.dilation), layer.groups].every((n) => n === 1)
  const pads = sidesOf(layer.pad)
  const pad = pads[0] === 0 ? 0 : 1
  if (!ordinary || !pads.every((side) => side === (pad * (f - 1)) / 2)) return {}
  const small: Conv = { ...layer, size: 3, pad }
  const behind = Array.from({ length: depth - 1 }, () => [{ type: 'relu' as const }, small]).flat()
  return { change: () => withBehind(withLayer(plan.spec, id, small), id, behind) }
}

/** An even filter has no middle: no padding keeps the size on both sides alike. */
export const evenFilter: Rule = (plan) =>
  plan.nodes.filter(isConv).flatMap((node): Finding[] => {
    const size = pairOf(node.layer.size)
    const strides = pairOf(node.layer.stride)
    if (size.every((f) => f % 2 === 1) || strides.some((s) => s > 1) || coversAll(node)) return []
    const odd = times([size[0] | 1, size[1] | 1])
    return [
      {
        rule: 'even-filter',
        node: node.id,
        severity: 'hint',
        text: {
          en: `${node.title.en} has ${times(size)} filters, which have no middle: (F − 1)/2 is no whole number, so that padding alike on both sides cannot keep the size. ${odd} has one.`,
          zh: `${node.title.zh}的滤波器是 ${times(size)}，没有中心：(F − 1)/2 不是整数，两边对称的填充无法保持尺寸。可以改用 ${odd}。`,
        },
      },
    ]
  })

/** Convolutions keep the size, pooling reduces it. */
export const changesSize: Rule = (plan) =>
  plan.nodes.filter(isConv).flatMap((node): Finding[] => {
    const { layer, inputs, out, title } = node
    const [input] = inputs
    const size = pairOf(layer.size)
    const strides = pairOf(layer.stride)
    if (strides.some((s) => s > 1) || size.some((f) => f % 2 === 0) || coversAll(node)) return []
    if (out.h === input.h && out.w === input.w) return []
    const [rows, columns] = axesOf(layer, input).map((axis) => (span(axis) - 1) / 2)
    const pad = rows === columns ? rows : ([rows, columns, rows, columns] as const)
    const shown = rows === columns ? numeral(rows) : `${columns}×${rows}`
    const [before, after] = [times([input.h, input.w]), times([out.h, out.w])]
    const less = out.h < input.h || out.w < input.w
    return [
      {
        rule: 'changes-size',
        node: node.id,
        severity: 'hint',
        text: {
          en: `${title.en} makes ${before} into ${after}. ${less ? 'Cells at the border are read less often and every layer loses more of them.' : 'The new cells at the border see little but zeros.'} Padding of (F − 1)/2 = ${shown} keeps the size and leaves the reducing to pooling.`,
          zh: `${title.zh}把 ${before} 变成 ${after}。${less ? '边缘的格子被读到的次数较少，每一层都会丢掉一圈。' : '边缘多出来的格子看到的几乎全是零。'}填充取 (F − 1)/2 = ${shown} 可以保持尺寸，把缩小尺寸的工作留给池化。`,
        },
        change: () => withLayer(plan.spec, node.id, { ...layer, pad }),
      },
    ]
  })

/** Strides in the middle of a network: allowed, and to be known. Told once, at the first. */
export const stridedConvolution: Rule = (plan) => {
  const strided = plan.nodes.filter(
    (node) => isConv(node) && pairOf(node.layer.stride).some((s) => s > 1) && !isFirst(plan, node),
  )
  if (strided.length === 0) return []
  const [{ id, title, inputs, out }] = strided
  const [before, after] = [times([inputs[0].h, inputs[0].w]), times([out.h, out.w])]
  const more = strided.length - 1
  return [
    {
      rule: 'strided-convolution',
      node: id,
      severity: 'note',
      text: {
        en: `${title.en} reduces ${before} to ${after} by its stride${more > 0 ? `, and ${numeral(more)} more likewise` : ''}. The rule of thumb is stride 1 and pooling to reduce; ResNet and networks without pooling do it like this, and learn how to reduce.`,
        zh: `${title.zh}靠步长把 ${before} 缩小到 ${after}${more > 0 ? `，另有 ${numeral(more)} 层也是如此` : ''}。经验做法是步长取 1，由池化来缩小；ResNet 和不用池化的网络则像这样，让网络自己学怎样缩小。`,
      },
    },
  ]
}
