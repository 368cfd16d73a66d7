import { Suspense, useCallback, useDeferredValue, useRef } from 'react'
import { useMoreBelow } from '../../../components/controls/use-more-below'
import { useText } from '../../../components/language'
import type { UnitAddress } from '../../../components/network/strip.types'
import type { UnitInspectorProps } from '../../../components/unit/UnitInspector'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { UnitInspector } from '../later'
import { useScales } from '../scales'
import { useClasses } from '../use-classes'
import styles from './panels.module.css'

const label: Text = { en: 'One unit', zh: '一个神经元' }

type Props = Pick<UnitInspectorProps, 'layout' | 'tab'>

/** The unit inspector, fed from the store. */
export function UnitPanel({ layout, tab }: Props) {
  const t = useText()
  const plan = useLab((s) => s.plan)
  const chosenNode = useLab((s) => s.chosenNode)
  const pinned = useLab((s) => s.pinned)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  // The pointer has the maps' answer at once; the story of a unit is long, and may come a moment later.
  const unit = useDeferredValue(useLab((s) => s.hovered ?? s.unit))
  const trainingStep = useLab((s) => (s.pinned ? s.step : 0)) // told of only while a frame is held
  const channel = useLab((s) => s.channel)
  const mapsShow = useLab((s) => s.mapsShow)
  const { openChannel, choose, pick, hold, follow } = useLab((s) => s.actions)
  const classes = useClasses()
  const scales = useScales()
  const turnTo = useCallback(
    (to: UnitAddress) => {
      choose(to.node)
      pick(to)
    },
    [choose, pick],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const { more, look } = useMoreBelow(scroller)
  return (
    <section
      className={`${styles.panel} ${styles.unit} ${styles[layout]}`}
      aria-label={t(label)}
      data-tour="unit"
    >
      <div ref={scroller} className={styles.told} data-more={more || undefined} onScroll={look}>
        <Suspense>
          <UnitInspector
            {...{
              plan,
              chosenNode,
              snapshot,
              unit,
              trainingStep,
              channel,
              mapsShow,
              classes,
              scales,
              layout,
              tab,
            }}
            pinned={pinned !== null}
            onOpenChannel={openChannel}
            onPick={turnTo}
            onHold={hold}
            onFollow={follow}
          />
        </Suspense>
      </div>
    </section>
  )
}
