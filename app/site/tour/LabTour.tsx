import { lazy, Suspense, useCallback, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import { changeSettings, useSettings } from '../../store/use-settings'
import { usePresenter } from '../presenter'
import styles from './Tour.module.css'

// Most visitors say no: its steps are fetched by those who say yes.
const Steps = lazy(() => import('./LabSteps'))

/** Offered once to those who are new, never forced: a bar with two buttons; either answer is remembered. */
export function LabTour() {
  const t = useText()
  const seen = useSettings((s) => s.tourSeen)
  const presenting = usePresenter().on
  const [running, setRunning] = useState(false)
  const end = useCallback(() => setRunning(false), [])
  const answer = (wanted: boolean) => {
    changeSettings({ tourSeen: true })
    setRunning(wanted)
  }
  if (running) {
    return (
      <Suspense>
        <Steps onEnd={end} />
      </Suspense>
    )
  }
  if (seen || presenting) return null
  return (
    <aside className={styles.offer} aria-label={t(texts.name)}>
      <span>{t(texts.question)}</span>
      <Button kind="primary" onClick={() => answer(true)}>
        {t(texts.yes)}
      </Button>
      <Button kind="quiet" onClick={() => answer(false)}>
        {t(texts.no)}
      </Button>
    </aside>
  )
}

const texts = {
  name: { en: 'Tour', zh: '导览' },
  question: { en: 'New here?', zh: '第一次来？' },
  yes: { en: 'One-minute tour', zh: '一分钟导览' },
  no: { en: 'No, thanks', zh: '不用了' },
}
