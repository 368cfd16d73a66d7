/** What the last convolution sees of the picture. */
import { numeral } from '../numerals'
import type { Plan } from '../plan.types'
import { receptiveField } from '../receptive-field'
import type { Finding, Rule } from './advice'

/** Some FC puts the places of a map together. */
const hasSpatialFc = ({ nodes }: Plan): boolean =>
  nodes.some(({ layer, inputs: [{ h, w }] }) => layer.type === 'fc' && h * w > 1)

/** With an FC behind it a convolution need not see all: told below half. Without one nothing else joins the places. */
export const shortSighted: Rule = (plan): readonly Finding[] => {
  const last = plan.nodes.findLast(({ layer }) => 'filters' in layer)
  const field = last && receptiveField(plan, last.id)
  if (!field) return []
  const { h, w } = plan.input
  const joined = hasSpatialFc(plan)
  const [rows, columns] = field.size
  const share = Math.min(rows / h, columns / w)
  if (share >= (joined ? 0.5 : 1)) return []
  const seen = `${numeral(columns)}×${numeral(rows)}`
  const picture = `${numeral(w)}×${numeral(h)}`
  return [
    {
      rule: 'short-sighted',
      node: last.id,
      severity: joined ? 'note' : 'hint',
      text: {
        en: `A unit of ${last.title.en}, the last of its kind, sees ${seen} of the ${picture} pixels. ${joined ? 'What is larger is only put together by the fully connected layer, place by place.' : 'Nothing behind it looks at how the places lie to each other: larger things are never seen whole.'} More layers or pooling between them widen the field.`,
        zh: `${last.title.zh}是最后一个卷积层，它的一个神经元只看到 ${picture} 像素中的 ${seen}。${joined ? '更大的东西只能由全连接层按位置拼起来。' : '后面再没有层关心各处的相对位置：更大的东西永远看不全。'}多加几层，或在中间加池化，可以扩大感受野。`,
      },
    },
  ]
}
