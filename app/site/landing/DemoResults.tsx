import { LossChart } from '../../../components/charts/LossChart'
import { ScoreBars } from '../../../components/charts/ScoreBars'
import { Glyph } from '../../../components/controls/Glyph'
import { formatCount, formatFixed, formatPercent } from '../../../components/format'
import { useText } from '../../../components/language'
import { useWidth } from '../../../components/math/use-width'
import { dataSets } from '../../../engine/index'
import type { UnitAddress } from '../../store/lab.types'
import { useLab } from '../../store/use-lab'
import styles from './Landing.module.css'
import { texts } from './landing-words'

const SCORES = 'fc1' // nodes of the demonstration's network
const SHARES = 'softmax1'

/** How far it is. */
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
        {t(texts.right)} <b>{formatPercent(last.accuracy)}</b>
      </span>
    </p>
  )
}

/** The five best guesses for the picture. */
export function DemoScores({ onPick }: { onPick: (unit: UnitAddress) => void }) {
  const t = useText()
  const snapshot = useLab((s) => s.snapshot)
  const { classes } = useLab((s) => dataSets[s.set])
  const scores = snapshot?.values('activations', SCORES)
  const shares = snapshot?.values('activations', SHARES)
  return (
    <div className={styles.scores}>
      <h3>
        <Glyph role="output" /> {t(texts.scores)}
      </h3>
      {!(scores && shares) && <p className={styles.starting}>{t(texts.starting)}</p>}
      {snapshot && scores && shares && (
        <ScoreBars
          compact
          top={5}
          scores={Array.from(scores.data)}
          shares={Array.from(shares.data)}
          label={snapshot.label}
          loss={snapshot.loss}
          classes={classes}
          onPick={(of, c) => onPick({ node: of === 'scores' ? SCORES : SHARES, c, y: 0, x: 0 })}
        />
      )}
    </div>
  )
}

export function DemoCurve() {
  const history = useLab((s) => s.history)
  const classes = useLab((s) => dataSets[s.set].classes.length)
  const [box, width] = useWidth<HTMLDivElement>(260)
  return (
    <div ref={box} className={styles.curve}>
      <LossChart {...{ history, classes, width }} height={150} />
    </div>
  )
}
