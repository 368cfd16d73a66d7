import { useStore } from 'zustand'
import { Button } from '../../../components/controls/Button'
import { ProgressBar } from '../../../components/controls/ProgressBar'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import type { MeasuringStore } from '../../store/measuring'
import styles from './Engine.module.css'

const words = {
  measuring: { en: 'Measuring', zh: '正在测量' },
} satisfies Record<string, Text>

interface Props {
  readonly measuring: MeasuringStore
  readonly what: 'step' | 'layer'
  readonly label: string
  onMeasure(): void
}

/** The button, or in its place how far its measurement is; one measurement runs at a time. */
export function MeasureButton({ measuring, what, label, onMeasure }: Props) {
  const t = useText()
  const { running, actions } = useStore(measuring)
  if (running?.what !== what)
    return (
      <div className={styles.action}>
        <Button kind="primary" onClick={onMeasure} disabled={running !== null}>
          {label}
        </Button>
      </div>
    )
  return (
    <div className={styles.action}>
      <ProgressBar
        label={t(words.measuring)}
        done={running.done}
        total={running.total}
        onCancel={actions.cancel}
      />
    </div>
  )
}
