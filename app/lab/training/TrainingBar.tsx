import { useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import { DataLoading } from '../DataLoading'
import { trainWords } from '../lab-words'
import type { Layout } from '../use-layout'
import { NetworkControl, SetControl } from './NetworkControl'
import { PlayButtons } from './PlayButtons'
import { Progress } from './Progress'
import { BatchControl, MomentumControl, RateControl, SpeedControl } from './RateControls'
import { ResetMenu } from './ResetMenu'
import { SettingsDialog } from './SettingsDialog'
import styles from './TrainingBar.module.css'

/** Everything that steers training. What there is no room for stands in the dialog, where all of it is. */
export function TrainingBar({ layout }: { layout: Exclude<Layout, 'phone'> }) {
  const desk = layout === 'desk'
  return (
    <div className={styles.bar} data-tour="training">
      <PlayButtons />
      {desk && <ResetMenu />}
      <Progress />
      <span className={styles.rule} />
      <RateControl />
      {desk && (
        <>
          <span className={styles.roomy}>
            <MomentumControl />
          </span>
          <BatchControl />
        </>
      )}
      <SpeedControl />
      {!desk && (
        <div className={styles.loading}>
          <DataLoading short />
        </div>
      )}
      <MoreSettings className={desk ? '' : styles.last} />
      {desk && (
        <>
          <span className={styles.rule} />
          <SetControl />
          <NetworkControl />
        </>
      )}
    </div>
  )
}

/** By itself: opened and closed it draws nothing else anew. */
function MoreSettings({ className }: { className: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        {...{ className }}
        aria-haspopup="dialog"
        aria-label={t(trainWords.moreSettings)}
        onClick={() => setOpen(true)}
      >
        {t(trainWords.more)}
      </Button>
      <SettingsDialog open={open} onClose={() => setOpen(false)} />
    </>
  )
}
