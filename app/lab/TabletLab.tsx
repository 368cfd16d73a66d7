import type { ReactNode, Ref } from 'react'
import type { StripHandle } from '../../components/network/strip.types'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { LabStrip, stripNodes } from './LabStrip'
import { FiltersPanel } from './panels/FiltersPanel'
import { InputPanel } from './panels/InputPanel'
import { ResultColumn } from './panels/ResultColumn'
import { TrainingPanel } from './panels/TrainingPanel'
import { UnitPanel } from './panels/UnitPanel'
import { TrainingBar } from './training/TrainingBar'

/** A tablet: the strip scrolls sideways with a map of its layers, the inspector stays at the right. */
export function TabletLab({ strip, notices }: { strip: Ref<StripHandle>; notices: ReactNode }) {
  const hasStrip = useLab((s) => stripNodes(s.plan).length > 0)
  return (
    <div className={styles.tablet}>
      <TrainingBar layout="tablet" />
      <div className={styles.upper}>
        <InputPanel size={124} />
        <LabStrip ref={strip} tile={46} />
      </div>
      <div className={styles.side}>
        <UnitPanel layout="side" />
        <ResultColumn />
        {hasStrip && <FiltersPanel width={330} height={240} />}
        <TrainingPanel wide />
      </div>
      {notices}
    </div>
  )
}
