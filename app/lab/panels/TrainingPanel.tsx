import { useRef } from 'react'
import { LossChart } from '../../../components/charts/LossChart'
import { Button } from '../../../components/controls/Button'
import { ProgressBar } from '../../../components/controls/ProgressBar'
import { formatCount, formatPercent } from '../../../components/format'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { DataLoading } from '../DataLoading'
import { RaceButton } from '../race/RaceButton'
import { useBox } from '../use-box'
import styles from './panels.module.css'
import { TrainingTroubles } from './TrainingTroubles'

const words = {
  title: { en: 'Training', zh: '训练过程' },
  testing: { en: 'Testing', zh: '测试中' },
} satisfies Record<string, Text>

/** Not loaded yet, nobody knows how many: sets differ, and a site may be built with fewer. */
const test = (count: number): Text =>
  count === 0
    ? { en: 'Test', zh: '测试' }
    : { en: `Test on all ${formatCount(count)}`, zh: `在全部 ${formatCount(count)} 张上测试` }

const result = (accuracy: number, count: number, step: number): Text => ({
  en: `${formatPercent(accuracy, 2)} of ${formatCount(count)} right at step ${formatCount(step)}`,
  zh: `第 ${formatCount(step)} 步：${formatCount(count)} 张中答对 ${formatPercent(accuracy, 2)}`,
})

/** Height of the words above and below the chart, px. */
const WORDS = 44
/** Of the chart itself, px. */
const LOWEST = 84

/** The curves, and beneath them the one figure that counts: pictures never trained on. */
export function TrainingPanel({ wide }: { wide?: boolean }) {
  const chart = useRef<HTMLDivElement>(null)
  const room = useBox(chart, { width: 206, height: 190 })
  const t = useText()
  const history = useLab((s) => s.history)
  const loading = useLab(({ data }) => data !== null && data.done < data.total)
  const classes = useLab((s) => s.plan.shapeOf(s.plan.outputs[0]).c)
  const trained = useLab((s) => s.trained)
  const loss = useLab((s) => s.settings.loss)
  return (
    <section className={styles.panel} aria-label={t(words.title)}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{t(words.title)}</h2>
        <RaceButton />
      </div>
      <div ref={chart} className={wide ? styles.wideRoom : styles.room}>
        <LossChart
          {...{ history, classes, loss, trained }}
          width={room.width}
          height={Math.max(LOWEST, room.height - WORDS)}
        />
      </div>
      <TrainingTroubles />
      <div className={styles.evaluation}>{loading && !wide ? <DataLoading /> : <Evaluation />}</div>
    </section>
  )
}

function Evaluation() {
  const t = useText()
  const evaluation = useLab((s) => s.evaluation)
  const found = useLab((s) => s.accuracyOnTest)
  const available = useLab((s) => s.data?.available.test ?? 0)
  const { evaluateTest, cancelEvaluation } = useLab((s) => s.actions)
  if (evaluation) {
    return (
      <ProgressBar
        label={t(words.testing)}
        done={evaluation.done}
        total={evaluation.total}
        detail={`${formatCount(evaluation.done)} / ${formatCount(evaluation.total)}`}
        onCancel={cancelEvaluation}
      />
    )
  }
  return (
    <>
      <Button onClick={evaluateTest} disabled={available === 0}>
        {t(test(available))}
      </Button>
      <p role="status">{found && t(result(found.accuracy, found.count, found.step))}</p>
    </>
  )
}
