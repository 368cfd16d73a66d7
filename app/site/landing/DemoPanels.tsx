import { LossChart } from '../../../components/charts/LossChart'
import { ScoreBars } from '../../../components/charts/ScoreBars'
import { Button } from '../../../components/controls/Button'
import { Glyph } from '../../../components/controls/Glyph'
import { formatCount, formatFixed, formatPercent } from '../../../components/format'
import { useText } from '../../../components/language'
import { PixelPicture } from '../../../components/maps/PixelPicture'
import { dataSets } from '../../../engine/index'
import type { UnitAddress } from '../../store/lab.types'
import { useLab } from '../../store/use-lab'
import styles from './Landing.module.css'
import { texts } from './landing-words'

const [SCORES, SHARES] = ['fc1', 'softmax1'] // nodes of the demonstration's network

/** How far it is, in the widths of the numbers it will have. */
export function Numbers() {
  const t = useText()
  const step = useLab((s) => s.step)
  const last = useLab((s) => s.history.points.at(-1))
  if (!last) return <p className={styles.numbers}>{t(texts.untrained)}</p>
  return (
    <p className={styles.numbers}>
      <span>
        <b>{formatCount(step)}</b> {t(texts.step)}
      </span>
      <span>
        {t(texts.loss)} <b>{formatFixed(last.smoothed, 2)}</b>
      </span>
      <span>
        <b>{formatPercent(last.accuracy)}</b> {t(texts.right)}
      </span>
    </p>
  )
}

export function DemoInput({ unit }: { unit: UnitAddress | null }) {
  const t = useText()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.snapshot)
  const set = useLab((s) => s.set)
  const { nextPicture } = useLab((s) => s.actions)
  const { classes, name } = dataSets[set]
  const label = snapshot?.label ?? null
  const what = label === null ? '' : t(classes[label])
  return (
    <div className={styles.input}>
      <h3>
        <Glyph role="input" /> {t(texts.input)}
      </h3>
      <PixelPicture {...{ plan, snapshot }} label={what} size={124} unit={unit} />
      <p>
        <b>{what || '\u00a0'}</b>
      </p>
      <p className={styles.source}>{t(name)}</p>
      <Button onClick={() => nextPicture(1)}>{t(texts.next)}</Button>
    </div>
  )
}

/** The five best guesses for the picture, and the curve. */
export function DemoResults({ pick }: { pick: (unit: UnitAddress) => void }) {
  const t = useText()
  const snapshot = useLab((s) => s.snapshot)
  const set = useLab((s) => s.set)
  const history = useLab((s) => s.history)
  const { classes } = dataSets[set]
  const [scores, shares] = [snapshot?.values('activations', SCORES), snapshot?.values('activations', SHARES)]
  return (
    <div className={styles.results}>
      <div className={styles.scores}>
        <h3>
          <Glyph role="output" /> {t(texts.scores)}
        </h3>
        {scores && shares && (
          <ScoreBars
            compact
            top={5}
            scores={Array.from(scores.data)}
            shares={Array.from(shares.data)}
            label={snapshot?.label ?? null}
            loss={snapshot?.loss ?? null}
            {...{ classes }}
            onPick={(of, c) => pick({ node: of === 'scores' ? SCORES : SHARES, c, y: 0, x: 0 })}
          />
        )}
      </div>
      <LossChart {...{ history }} classes={classes.length} width={260} height={180} />
    </div>
  )
}
