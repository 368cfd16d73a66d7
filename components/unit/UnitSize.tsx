import { memo } from 'react'
import type { Plan, PlannedNode, Text } from '../../engine/index'
import { formatCount, formatVolume } from '../format'
import { useText } from '../language'
import { FormulaLine } from '../math/FormulaLine'
import { formulasOf } from './formulas-of'
import styles from './UnitInspector.module.css'

const output: Text = { en: 'output', zh: '输出' }

/** Layers without a window: what goes in and what comes out, in numbers. */
function sizeWords({ layer, inputs, out }: PlannedNode): Text {
  const [input] = inputs
  const [read, made] = [formatCount(input.c * input.h * input.w), formatCount(out.c)]
  switch (layer.type) {
    case 'fc':
      return {
        en: `All ${read} numbers of ${formatVolume(input)} go in, ${made} come out: each unit reads them all.`,
        zh: `${formatVolume(input)} 的全部 ${read} 个数输入，输出 ${made} 个数：每个神经元都读全部输入。`,
      }
    case 'softmax':
      return {
        en: `${made} scores in, ${made} shares out: each share depends on all the scores.`,
        zh: `${made} 个得分输入，${made} 个占比输出：每个占比都取决于全部得分。`,
      }
    case 'globalpool':
      return {
        en: `Of the ${formatCount(input.h * input.w)} numbers of a channel one comes out: ${formatVolume(input)} becomes ${formatVolume(out)}.`,
        zh: `每个通道的 ${formatCount(input.h * input.w)} 个数变为一个数：${formatVolume(input)} 变为 ${formatVolume(out)}。`,
      }
    case 'add':
      return {
        en: `The size stays ${formatVolume(out)}: ${inputs.length} numbers of the same place in, their sum out.`,
        zh: `尺寸仍为 ${formatVolume(out)}：同一位置的 ${inputs.length} 个数进，它们的和出。`,
      }
    case 'flatten':
      return {
        en: `${input.w}·${input.h}·${input.c} = ${made}: all numbers of ${formatVolume(input)} in one column.`,
        zh: `${input.w}·${input.h}·${input.c} = ${made}：${formatVolume(input)} 的所有数排成一列。`,
      }
    case 'concat': {
      const depths = inputs.map(({ c }) => formatCount(c)).join(' + ')
      return {
        en: `${depths} = ${made} channels; width and height stay ${out.w}×${out.h}.`,
        zh: `${depths} = ${made} 个通道；宽和高仍为 ${out.w}×${out.h}。`,
      }
    }
    case 'lrn': {
      const neighbours = formatCount(layer.size)
      return {
        en: `The size stays ${formatVolume(out)}: up to ${neighbours} channel${layer.size > 1 ? 's' : ''} of the same place in, one number out.`,
        zh: `尺寸仍为 ${formatVolume(out)}：同一位置上至多 ${neighbours} 个相邻通道的数进，一个数出。`,
      }
    }
    default:
      return {
        en: `The size stays ${formatVolume(out)}: one number in, one number out.`,
        zh: `尺寸仍为 ${formatVolume(out)}：一个数进，一个数出。`,
      }
  }
}

/** Where the depth of the output comes from. */
function depthWords({ layer, inputs: [input], out }: PlannedNode): Text | null {
  const [filters, read] = [formatCount(out.c), formatCount(input.c)]
  switch (layer.type) {
    case 'conv': {
      const each = layer.groups > 1 ? formatCount(input.c / layer.groups) : read
      const all = layer.groups > 1 ? ['', ''] : ['all ', '全部 ']
      return {
        en: `${filters} filters → ${filters} maps; each filter reads ${each === '1' ? 'the one channel' : `${all[0]}${each} channels`}.`,
        zh: `${filters} 个滤波器 → ${filters} 张激活图；每个滤波器读${each === '1' ? '唯一的通道' : `${all[1]}${each} 个通道`}。`,
      }
    }
    case 'pool':
    case 'globalpool':
      return {
        en: `${read} channels → ${filters} maps: each channel is pooled by itself.`,
        zh: `${read} 个通道 → ${filters} 张激活图：每个通道单独池化。`,
      }
    default:
      return null
  }
}

/** One line: where the depth of the output comes from. */
export function UnitDepth({ plan, nodeId }: { plan: Plan; nodeId: string }) {
  const t = useText()
  const depth = depthWords(plan.node(nodeId))
  return depth && <span>{t(depth)}</span>
}

/** The output size of the layer as a formula, and beneath it the same with its numbers. */
export const UnitSize = memo(function UnitSize({ plan, nodeId }: { plan: Plan; nodeId: string }) {
  const t = useText()
  const node = plan.node(nodeId)
  const width = formulasOf(plan, nodeId).find(({ quantity }) => quantity === 'outputWidth')
  if (!width) return <p className={styles.adds}>{t(sizeWords(node))}</p>
  return <FormulaLine expr={width.expr} value={width.value} result={output} size="small" />
})
