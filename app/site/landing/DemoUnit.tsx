import { type ComponentProps, useMemo, useState } from 'react'
import type { MapScales } from '../../../components/draw/map-scales'
import { useText } from '../../../components/language'
import { openChannelOf, UnitArithmetic } from '../../../components/unit/UnitArithmetic'
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
export default function DemoUnit({ followed: { shown, pick }, scales }: Props) {
  const t = useText()
  const snapshot = useLab((s) => s.snapshot)
  const { classes } = useLab((s) => dataSets[s.set])
  const story = useMemo(() => snapshot && shown && unitStory(snapshot, shown), [snapshot, shown])
  if (!snapshot || !story) return <p className={styles.unit}>{t(texts.point)}</p>
  const { c, y, x } = story.address
  const at = `${story.node.id}/${c}/${y}/${x}`
  const flat = story.node.out.h * story.node.out.w === 1
  return (
    <div className={styles.unit}>
      <h3>
        {t(texts.oneUnit)} <span>{t(address(story.node.title, c, y, x, flat))}</span>
      </h3>
      <Arithmetic key={at} {...{ story, snapshot, scales, classes }} onPick={pick} />
    </div>
  )
}

/** Opens the channel that contributes most when the unit is chosen, and stays with it while the network learns. */
function Arithmetic(props: Omit<ComponentProps<typeof UnitArithmetic>, 'channel'>) {
  const [channel] = useState(() => openChannelOf(props.story, null))
  return <UnitArithmetic {...props} {...{ channel }} />
}
