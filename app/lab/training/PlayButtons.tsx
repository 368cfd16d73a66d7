import { Button } from '../../../components/controls/Button'
import { PauseIcon, PlayIcon, StepIcon } from '../../../components/controls/icons'
import { useText } from '../../../components/language'
import { useLab } from '../../store/use-lab'
import { trainWords } from '../lab-words'
import styles from './TrainingBar.module.css'

/** Train or pause, and one step. Waiting for examples counts as training: the wish stands. */
export function PlayButtons() {
  const t = useText()
  const on = useLab(({ phase }) => phase === 'training' || phase === 'waiting')
  const ready = useLab(({ phase }) => phase !== 'opening' && phase !== 'failed')
  const { play, pause, stepOnce } = useLab(({ actions }) => actions)
  return (
    <div className={styles.buttons}>
      <Button
        kind="primary"
        className={styles.play}
        icon={on ? <PauseIcon /> : <PlayIcon />}
        disabled={!ready}
        onClick={on ? pause : play}
      >
        {t(on ? trainWords.pause : trainWords.train)}
      </Button>
      <Button icon={<StepIcon />} disabled={!ready} onClick={stepOnce}>
        {t(trainWords.step)}
      </Button>
    </div>
  )
}
