/** Weights that only ever meet padding: a 3×3 filter with padding 1 on a map of 1×1 uses one of its nine. */
import { axesOf } from '../../layers/shared/window'
import type { Axis } from '../../shape'
import { numeral } from '../numerals'
import type { PlannedNode } from '../plan.types'
import type { Finding, Rule } from './advice'
import { withLayer } from './changes'

export const idleWeights: Rule = (plan) =>
  plan.nodes.flatMap((node): Finding[] => {
    const { id, layer, inputs, out, title } = node
    if (!('filters' in layer)) return []
    const [rows, columns] = axesOf(layer, inputs[0])
    const [top, bottom] = liveTaps(rows, out.h)
    const [left, right] = liveTaps(columns, out.w)
    const size = [bottom - top + 1, right - left + 1] as const
    const [all, live] = [rows.f * columns.f, size[0] * size[1]]
    if (live === all) return []
    const pad = [
      rows.before - top * rows.dilation,
      columns.before - left * columns.dilation,
      rows.after - (rows.f - 1 - bottom) * rows.dilation,
      columns.after - (columns.f - 1 - right) * columns.dilation,
    ] as const
    const smaller = {
      size: size[0] === size[1] ? size[0] : size,
      pad: pad.every((side) => side === pad[0]) ? pad[0] : pad,
    }
    return [
      {
        rule: 'idle-weights',
        node: id,
        severity: 'warning',
        text: {
          en: `${title.en} has ${numeral(all)} weights per channel in each filter, but on a map of ${mapOf(node)} ${numeral(all - live)} of them only ever meet padding: they are multiplied by zero and never learn. A filter of ${size[1]}×${size[0]} does the same.`,
          zh: `${title.zh}的每个滤波器在每个通道上有 ${numeral(all)} 个权重，可是在 ${mapOf(node)} 的图上，其中 ${numeral(all - live)} 个永远只碰到填充：总是乘以零，什么也学不到。用 ${size[1]}×${size[0]} 的滤波器效果完全一样。`,
        },
        change: () => withLayer(plan.spec, id, { ...layer, ...smaller }),
      },
    ]
  })

const mapOf = ({ inputs: [{ h, w }] }: PlannedNode): string => `${numeral(w)}×${numeral(h)}`

/** First and last tap that meets a cell of the input in some window. */
function liveTaps({ n, f, s, before, dilation }: Axis, windows: number): readonly [number, number] {
  const meets = (tap: number): boolean => {
    const first = tap * dilation - before // where the tap is in the first window
    const window = Math.max(0, Math.ceil(-first / s)) // the first that brings it onto the input
    return window < windows && first + window * s < n
  }
  const live = Array.from({ length: f }, (_, tap) => tap).filter(meets)
  return [live[0] ?? 0, live.at(-1) ?? f - 1]
}
