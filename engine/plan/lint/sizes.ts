/** Sizes that do not come out even: cells that nobody reads, and pictures that cannot be halved often enough. */
import { axesOf } from '../../layers/shared/window'
import type { Axis } from '../../shape'
import { readPixels } from '../coverage'
import { grouped, numeral } from '../numerals'
import type { Plan, PlannedNode } from '../plan.types'
import { receptiveField } from '../receptive-field'
import { countWindows } from '../windows'
import type { Finding, Rule } from './advice'

/** null: no sliding window whose size may be rounded. */
const axesOfNode = ({ layer, inputs }: PlannedNode): readonly [Axis, Axis] | null =>
  'rounding' in layer ? axesOf(layer, inputs[0]) : null

function unread(node: PlannedNode): readonly [rows: number, columns: number] {
  const [rows, columns] = axesOfNode(node) ?? []
  const count = (axis?: Axis): number =>
    axis ? axis.n - readPixels(axis).reduce((read, one) => read + one, 0) : 0
  return [count(rows), count(columns)]
}

const readsAll = (node: PlannedNode): boolean => unread(node).every((count) => count === 0)

/** For every map that is read, those that read it. */
function readersOfEach(plan: Plan): readonly (readonly PlannedNode[])[] {
  const readers = new Map<string, PlannedNode[]>()
  for (const node of plan.nodes) {
    for (const source of new Set(node.from)) {
      const others = readers.get(source)
      if (others) others.push(node)
      else readers.set(source, [node])
    }
  }
  return [...readers.values()]
}

/** Told of the first of those that read the same map, and only where none of them reads all of it. */
export const unreadCells: Rule = (plan) =>
  readersOfEach(plan).flatMap((readers): Finding[] => {
    if (readers.some(readsAll)) return []
    const [node] = readers
    const [rows, columns] = unread(node)
    const { h, w } = node.inputs[0]
    const share = 1 - ((h - rows) * (w - columns)) / (h * w)
    const percent = `${grouped(share * 100, 1)}%`
    return [
      {
        rule: 'unread-cells',
        node: node.id,
        severity: share >= 0.25 ? 'warning' : 'hint',
        text: {
          en: `${node.title.en} never reads ${numeral(rows)} of ${numeral(h)} rows and ${numeral(columns)} of ${numeral(w)} columns, ${percent} of what it is given: (W − F + 2P)/S + 1 is rounded down or the stride is wider than the filter. Another padding, stride or size reads them.`,
          zh: `${node.title.zh}有 ${numeral(rows)} 行（共 ${numeral(h)} 行）、${numeral(columns)} 列（共 ${numeral(w)} 列）从来没有读到，占输入的 ${percent}：原因是 (W − F + 2P)/S + 1 被向下取整，或者步长大于滤波器。换一个填充、步长或尺寸就能读到。`,
        },
      },
    ]
  })

/** A picture whose sides can be divided by the product of all strides never needs rounding. */
export const unevenInput: Rule = (plan) => {
  const rounded = plan.nodes.find((node) =>
    axesOfNode(node)?.some((axis) => !Number.isInteger(countWindows(axis).exact)),
  )
  const jump = totalJump(plan)
  const { h, w } = plan.input
  const even = (n: number, by: number): boolean => n % by === 0
  if (!rounded || !jump || (even(h, jump[0]) && even(w, jump[1]))) return []
  const [height, width] = [Math.ceil(h / jump[0]) * jump[0], Math.ceil(w / jump[1]) * jump[1]]
  return [
    {
      rule: 'uneven-input',
      node: 'input',
      severity: 'hint',
      text: {
        en: `The picture of ${numeral(w)}×${numeral(h)} is reduced ${numeral(jump[1])}-fold and cannot be divided so often: ${rounded.title.en} has to round. Pictures are best divisible by two many times (32, 64, 96, 224, 384, 512); the next that fits here is ${numeral(width)}×${numeral(height)}.`,
        zh: `${numeral(w)}×${numeral(h)} 的图像一共要缩小到 ${numeral(jump[1])} 分之一，却除不尽：${rounded.title.zh}不得不取整。图像的边长最好能多次被 2 整除（32、64、96、224、384、512）；这里往上最近的合适尺寸是 ${numeral(width)}×${numeral(height)}。`,
      },
      change: () => ({ ...plan.spec, input: { ...plan.spec.input, h: height, w: width } }),
    },
  ]
}

/** Input pixels from one unit to the next in the last map under a sliding window; null without one. */
function totalJump(plan: Plan): readonly [number, number] | null {
  const last = plan.nodes.findLast((node) => axesOfNode(node) !== null)
  return last ? (receptiveField(plan, last.id)?.jump ?? null) : null
}
