import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { Button, buttonClass } from '../../../components/controls/Button'
import { PauseIcon, PlayIcon, ResetIcon } from '../../../components/controls/icons'
import { useText } from '../../../components/language'
import { useMapScales } from '../../../components/maps/use-map-scales'
import { Strip } from '../../../components/network/Strip'
import { LabContext, useLab } from '../../store/use-lab'
import { useKeyInForce } from '../key-in-force'
import { DemoInput } from './DemoInput'
import { DemoNotice } from './DemoNotice'
import { DemoCurve, DemoScores, Numbers } from './DemoResults'
import { useDemo } from './demo'
import { type Followed, useFollowed } from './followed'
import styles from './Landing.module.css'
import { texts } from './landing-words'

// The maps come first; how one unit came about is fetched beside them.
const DemoUnit = lazy(() => import('./DemoUnit'))

/** A real network, untrained at first, with one unit followed through it. Nothing runs before the visitor asks. */
export default function NetworkAtWork() {
  const { demo, takeAlong } = useDemo()
  useKeyInForce('layer', 'value')
  return (
    <LabContext value={demo}>
      <Figure {...{ takeAlong }} />
    </LabContext>
  )
}

function Figure({ takeAlong }: Pick<ReturnType<typeof useDemo>, 'takeAlong'>) {
  const t = useText()
  const followed = useFollowed()
  const snapshot = useLab((s) => s.snapshot)
  const scales = useMapScales(snapshot, 'values', 'layer')
  return (
    <section className={styles.figure} aria-label={t(texts.figure)}>
      <div className={styles.bar}>
        <Play />
        <Numbers />
        <Link
          href="/lab"
          className={`${buttonClass('plain')} ${styles.along}`}
          onClick={() => takeAlong(followed.unit)}
        >
          {t(texts.openInLab)}
        </Link>
      </div>
      <DemoNotice />
      <div className={styles.network}>
        <DemoInput unit={followed.shown} />
        <DemoStrip {...{ followed, scales }} />
        <div className={styles.results}>
          <DemoScores onPick={followed.pick} />
          <DemoCurve />
          <Suspense>
            <DemoUnit {...{ followed, scales }} />
          </Suspense>
        </div>
      </div>
    </section>
  )
}

function Play() {
  const t = useText()
  const phase = useLab((s) => s.phase)
  const step = useLab((s) => s.step)
  const { play, pause, reset } = useLab((s) => s.actions)
  const on = phase === 'training' || phase === 'waiting'
  return (
    <>
      <Button kind="primary" icon={on ? <PauseIcon /> : <PlayIcon />} onClick={on ? pause : play}>
        {t(on ? texts.pause : texts.train)}
      </Button>
      {step > 0 && (
        <Button icon={<ResetIcon />} onClick={() => reset('same')}>
          {t(texts.again)}
        </Button>
      )}
    </>
  )
}

interface StripProps {
  followed: Followed
  scales: ReturnType<typeof useMapScales>
}

/** All layers up to the last pooling: the scores stand beside it as bars. */
function DemoStrip({ followed: { unit, hovered, pick, point }, scales }: StripProps) {
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.snapshot)
  const nodes = useMemo(
    () =>
      plan.nodes.filter(({ layer }) => layer.type !== 'fc' && layer.type !== 'softmax').map(({ id }) => id),
    [plan],
  )
  const [chosenNode, choose] = useState(unit?.node ?? nodes[0])
  return (
    <div className={styles.strip}>
      <Strip
        {...{ plan, snapshot, nodes, chosenNode, unit, hovered, scales }}
        mapsShow="values"
        scale="layer"
        tile={36}
        rows={10}
        onChoose={choose}
        onPoint={point}
        onPick={pick}
      />
    </div>
  )
}
