import type { Plan, Text } from '../../engine/index'
import { useText } from '../language'
import { FormulaLine } from '../math/FormulaLine'
import { formulasOf } from './formulas-of'
import styles from './UnitInspector.module.css'

const output: Text = { en: 'output', zh: '输出' }
const noWindow: Text = {
  en: 'The size stays as it is: one number in, one number out.',
  zh: '尺寸不变：一个数进，一个数出。',
}

/** The output size of the layer as a formula, and beneath it the same with its numbers. */
export function UnitSize({ plan, nodeId }: { plan: Plan; nodeId: string }) {
  const t = useText()
  const width = formulasOf(plan, nodeId).find(({ quantity }) => quantity === 'outputWidth')
  if (!width) return <p className={styles.adds}>{t(noWindow)}</p>
  return <FormulaLine expr={width.expr} value={width.value} result={output} size="small" />
}
