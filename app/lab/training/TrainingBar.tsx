import { useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import { trainWords } from '../lab-words'
import type { Layout } from '../use-layout'
import { NetworkControl, SetControl } from './NetworkControl'
import { PlayButtons } from './PlayButtons'
import { Progress } from './Progress'
import { BatchControl, MomentumControl, RateControl, SpeedControl } from './RateControls'
import { ResetMenu } from './ResetMenu'
import { SettingsDialog } from './SettingsDialog'
import styles from './TrainingBar.module.css'

/** Everything that steers training; where there is less room, five things and the rest under "More settings". */
export function TrainingBar({ layout }: { layout: Exclude<Layout, 'phone'> }) {
  const t = useText()
  const [open, setOpen] = useState(false)
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
          <MomentumControl />
          <BatchControl />
        </>
      )}
      <SpeedControl />
      <Button className={desk ? '' : styles.last} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t(trainWords.moreSettings)}
      </Button>
      {desk && (
        <>
          <span className={styles.rule} />
          <SetControl />
          <NetworkControl />
        </>
      )}
      <SettingsDialog open={open} onClose={() => setOpen(false)} everything={!desk} />
    </div>
  )
}
