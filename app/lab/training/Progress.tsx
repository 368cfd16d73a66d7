import { formatCount, formatFixed } from '../../../components/format'
import { useText } from '../../../components/language'
import { useLab } from '../../store/use-lab'
import { trainWords } from '../lab-words'
import styles from './TrainingBar.module.css'

/** Step · epoch and images per second, of fixed width so that nothing beside them jumps. */
export function Progress() {
  const t = useText()
  const step = useLab((s) => s.step)
  const epoch = useLab((s) => s.epoch)
  const perSecond = useLab((s) => s.examplesPerSecond)
  return (
    <dl className={styles.progress}>
      <div className={styles.steps}>
        <dt>{t(trainWords.stepEpoch)}</dt>
        <dd>
          <b>{formatCount(step)}</b> · {formatFixed(epoch, 2)}
        </dd>
      </div>
      <div className={styles.pace}>
        <dt>{t(trainWords.imagesPerSecond)}</dt>
        <dd>
          <b>{formatCount(perSecond)}</b>
        </dd>
      </div>
    </dl>
  )
}
