import { memo } from 'react'
import {
  type Formula,
  type Plan,
  type Quantity,
  receptiveField,
  type Text,
  toPlain,
} from '../../engine/index'
import { formatBytes, formatCount, formatVolume } from '../format'
import { useText } from '../language'
import { formulasOf } from './formulas-of'
import styles from './UnitLedger.module.css'

const words = {
  output: { en: 'output', zh: '输出' },
  parameters: { en: 'parameters', zh: '参数' },
  neurons: { en: 'neurons', zh: '神经元' },
  connections: { en: 'connections', zh: '连接' },
  macs: { en: 'multiply-adds', zh: '乘加' },
  memory: { en: 'memory', zh: '内存' },
  sees: { en: 'sees', zh: '感受野' },
  none: { en: 'none', zh: '无' },
} satisfies Record<string, Text>

const BYTES = 4 // float32

/** Values and their gradients are as many: "10 KiB + 10 KiB for gradients". */
function memoryText(neurons: number): Text {
  const bytes = formatBytes(neurons * BYTES).replace('.0 ', ' ')
  return { en: `${bytes} + ${bytes} for gradients`, zh: `${bytes} + 梯度 ${bytes}` }
}

const seesText = (size: readonly number[], jump: readonly number[], alone: boolean): Text => {
  const field = `${size[1]}×${size[0]}`
  if (alone) return { en: field, zh: field }
  return { en: `${field}, jump ${jump[0]}`, zh: `${field}，累积步长 ${jump[0]}` }
}

const seesMeans: Text = {
  en: 'Receptive field: the pixels a unit depends on. Jump: how many pixels apart the fields of neighbouring units are.',
  zh: '感受野：一个神经元所依赖的像素范围。累积步长：相邻神经元的感受野错开多少像素。',
}

const derived = (formula: Formula | undefined, value: number): string => {
  if (!formula || formula.expr.op === 'leaf') return formatCount(value)
  return `${toPlain(formula.expr, 'numbers')} = ${formatCount(value)}`
}

/** What follows from the layer's settings alone, each number with its derivation. */
export const UnitLedger = memo(function UnitLedger({
  plan,
  nodeId,
  short,
}: {
  plan: Plan
  nodeId: string
  short?: boolean
}) {
  const t = useText()
  const node = plan.node(nodeId)
  const formulas = formulasOf(plan, nodeId)
  const of = (quantity: Quantity) => formulas.find((f) => f.quantity === quantity)
  const field = receptiveField(plan, nodeId)
  const alone = node.out.h * node.out.w === 1 // the one unit of its map has no neighbour
  const rows: readonly (readonly [Text, string, string?])[] = [
    [words.output, formatVolume(node.out)],
    [words.parameters, node.parameterCount ? derived(of('parameters'), node.parameterCount) : t(words.none)],
    [words.neurons, formatCount(node.neurons), derived(of('neurons'), node.neurons)],
    [words.connections, formatCount(node.connections), derived(of('connections'), node.connections)],
    [words.macs, formatCount(node.macs), derived(of('macs'), node.macs)],
    [words.memory, t(memoryText(node.neurons)), derived(of('memory'), node.neurons * BYTES)],
    ...(field ? [[words.sees, t(seesText(field.size, field.jump, alone)), t(seesMeans)] as const] : []),
  ]
  const kept = short ? rows.filter(([word]) => !LONG_ONLY.has(word)) : rows
  return (
    <dl className={styles.ledger}>
      {kept.map(([word, value, derivation]) => (
        <div key={word.en} className={styles.row}>
          <dt>{t(word)}</dt>
          <dd title={derivation}>{value}</dd>
        </div>
      ))}
    </dl>
  )
})

const LONG_ONLY = new Set<Text>([words.output, words.connections, words.memory])
