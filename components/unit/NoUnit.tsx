import { memo } from 'react'
import type { Plan, Text } from '../../engine/index'
import { useText } from '../language'
import { LayerSentence } from './LayerSentence'
import styles from './UnitInspector.module.css'
import { UnitLedger } from './UnitLedger'
import { UnitSize } from './UnitSize'
import { words } from './unit-words'

const fullStop: Text = { en: '.', zh: '。' }

interface Props {
  readonly plan: Plan
  readonly nodeId: string
  readonly layout: 'wide' | 'side' | 'sheet'
}

/** Until a unit is chosen: how to choose one, and what follows from the settings of the layer alone: no frame changes that. */
export const NoUnit = memo(function NoUnit({ plan, nodeId, layout }: Props) {
  const t = useText()
  const { title } = plan.node(nodeId)
  const notice = (
    <p className={styles.empty}>
      {t(words.empty)} <b>U</b>
      {t(fullStop)}
    </p>
  )
  if (layout === 'sheet') return <p className={styles.empty}>{t(words.emptyTouch)}</p>
  return (
    <div className={styles.noUnit} data-wide={layout === 'wide' || undefined}>
      <div>
        {notice}
        <h3>{t(title)}</h3>
        <LayerSentence {...{ plan, nodeId }} />
      </div>
      <div className={styles.facts}>
        <UnitSize {...{ plan, nodeId }} />
        <UnitLedger {...{ plan, nodeId }} />
      </div>
    </div>
  )
})
