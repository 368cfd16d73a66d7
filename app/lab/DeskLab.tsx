import { type ReactNode, type Ref, useRef } from 'react'
import type { StripHandle } from '../../components/network/strip.types'
import { useLab } from '../store/use-lab'
import { useAfterMaps } from './after-maps'
import styles from './Lab.module.css'
import { LabStrip, stripNodes } from './LabStrip'
import { FiltersPanel } from './panels/FiltersPanel'
import { InputPanel } from './panels/InputPanel'
import panels from './panels/panels.module.css'
import { ResultColumn } from './panels/ResultColumn'
import { TrainingPanel } from './panels/TrainingPanel'
import { UnitPanel } from './panels/UnitPanel'
import { TrainingBar } from './training/TrainingBar'
import { useBox } from './use-box'

interface Props {
  readonly strip: Ref<StripHandle>
  readonly tile: number
  readonly notices: ReactNode
  /** Of the tour: waits while there is a notice. */
  readonly offer: ReactNode
}

/** Beside the strip, px: the picture, the scores with bars that can be compared, and what keeps them apart. */
const NEIGHBOURS = 126 + 300 + 22

/** A laptop and more: everything at once, without scrolling the page. */
export function DeskLab({ strip, tile, notices, offer }: Props) {
  // Without a strip its place shows the filters: once is enough.
  const hasStrip = useLab((s) => stripNodes(s.plan).length > 0)
  const complete = useAfterMaps()
  const upper = useRef<HTMLDivElement>(null)
  const { width } = useBox(upper, { width: document.documentElement.clientWidth - 48, height: 0 })
  return (
    <div className={styles.desk}>
      <TrainingBar layout="desk" />
      <div ref={upper} className={styles.upper}>
        <InputPanel size={124} channels />
        <LabStrip ref={strip} tile={tile} room={width - NEIGHBOURS} />
        <ResultColumn />
      </div>
      <div className={styles.lower} data-filters={hasStrip || undefined}>
        {complete ? <TrainingPanel /> : <Place />}
        {hasStrip && (complete ? <FiltersPanel width={178} height={196} /> : <Place />)}
        <div className={styles.reading}>
          {complete ? <UnitPanel layout="wide" /> : <Place />}
          {notices}
          {offer}
        </div>
      </div>
    </div>
  )
}

/** Where a panel will be. */
const Place = () => <div className={panels.panel} />
