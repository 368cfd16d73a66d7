import { useId } from 'react'
import { useText } from '../language'
import { Button } from './Button'
import styles from './ProgressBar.module.css'

interface Props {
  /** What is on its way: "CIFAR-10, part 2 of 6". */
  label: string
  done: number
  total: number
  /** "4.1 of 23.2 MB" */
  detail?: string
  /** What one can do meanwhile. */
  note?: string
  onCancel?: () => void
}

/** Under 400 ms it does not show at all: a bar that flashes tells nothing. */
export function ProgressBar({ label, done, total, detail, note, onCancel }: Props) {
  const t = useText()
  const id = useId()
  const percent = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <span {...{ id }}>{label}</span>
        <span className={styles.detail}>{detail ?? `${percent}%`}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby={id}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={detail}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      {note && <p className={styles.note}>{note}</p>}
      {onCancel && <Button onClick={onCancel}>{t(cancel)}</Button>}
    </div>
  )
}

const cancel = { en: 'Cancel', zh: '取消' }
