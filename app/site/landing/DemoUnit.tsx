import { useMemo } from 'react'
import type { MapScales } from '../../../components/draw/map-scales'
import { useText } from '../../../components/language'
import { UnitArithmetic } from '../../../components/unit/UnitArithmetic'
import { unitStory } from '../../../components/unit/unit-story'
import { address } from '../../../components/unit/unit-words'
import { dataSets } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import type { Followed } from './followed'
import styles from './Landing.module.css'
import { texts } from './landing-words'

interface Props {
  followed: Followed
  scales: MapScales
}

/** The sum behind the followed unit: window × filter, all channels, ReLU. */
export function DemoUnit({ followed: { shown, pick }, scales }: Props) {
  const t = useText()
  const snapshot = useLab((s) => s.snapshot)
  const { classes } = useLab((s) => dataSets[s.set])
  const story = useMemo(() => snapshot && shown && unitStory(snapshot, shown), [snapshot, shown])
  if (!snapshot || !story) return <p className={styles.unit}>{t(texts.point)}</p>
  const { c, y, x } = story.address
  const flat = story.node.out.h * story.node.out.w === 1
  return (
    <div className={styles.unit}>
      <h3>
        {t(texts.oneUnit)} <span>{t(address(story.node.title, c, y, x, flat))}</span>
      </h3>
      <UnitArithmetic {...{ story, snapshot, scales, classes }} channel={null} onPick={pick} />
    </div>
  )
}
