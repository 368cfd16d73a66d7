import type { Layer, Text, Trace } from '../../engine/index'
import { formatFixed, formatPercent } from '../format'
import { useText } from '../language'
import { asShown, equalsSign, sameDigits } from './shown-sum'
import styles from './UnitInspector.module.css'

const three = (value: number): string => formatFixed(value, 3)

/** What is shown is a test run; what a step of training would make of the same number. */
const dropped = (rate: number, total: number): Text => {
  const share = formatPercent(rate, (rate * 100) % 1 === 0 ? 0 : 1)
  const kept = 1 - rate
  const agrees = sameDigits(asShown(total, 3) / asShown(kept, 2), total / kept, 3)
  const sum = `${three(total)} / ${formatFixed(kept, 2)} ${equalsSign(agrees)} ${three(total / kept)}`
  return {
    en: `The maps show a test run, in which nothing is dropped. In a step of training it would be 0 with probability ${share}, and no gradient would come back; else ${sum}. On average it stays the same.`,
    zh: `图中是测试时的结果，什么也不丢弃。训练时，它以 ${share} 的概率变为 0，梯度也不再传回；否则变为 ${sum}。平均下来不变。`,
  }
}

/** Concat and flatten, and dropout in a test run: nothing is computed. */
export function CopyStory({ layer, told }: { layer: Layer; told: Extract<Trace, { kind: 'copy' }> }) {
  const t = useText()
  return (
    <div className={styles.weighted} data-broad>
      <p className={styles.sum}>
        <span>
          <var>y</var> = <var>x</var> = <b className={styles.outputInk}>{three(told.total)}</b>
        </span>
      </p>
      {layer.type === 'dropout' && <p className={styles.adds}>{t(dropped(layer.rate, told.total))}</p>}
    </div>
  )
}
