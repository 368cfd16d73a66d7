import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { Button, buttonClass } from '../../../components/controls/Button'
import { PauseIcon, PlayIcon, ResetIcon } from '../../../components/controls/icons'
import { useText } from '../../../components/language'
import { Strip } from '../../../components/network/Strip'
import type { UnitAddress } from '../../store/lab.types'
import { LabContext, useLab } from '../../store/use-lab'
import { useKeyInForce } from '../key-in-force'
import { DemoInput, DemoResults, Numbers } from './DemoPanels'
import { firstUnit, useDemo } from './demo'
import styles from './Landing.module.css'
import { texts } from './landing-words'

/** A real network, untrained at first, with one unit followed through it. Nothing runs before the visitor asks. */
export default function NetworkAtWork() {
  const t = useText()
  const { demo, takeAlong } = useDemo()
  const [unit, pick] = useState<UnitAddress | null>(firstUnit)
  useKeyInForce('layer', 'value')
  return (
    <LabContext value={demo}>
      <section className={styles.figure} aria-label={t(texts.figure)}>
        <div className={styles.bar}>
          <Play />
          <Numbers />
          <Link href="/lab" className={`${buttonClass('plain')} ${styles.along}`} onClick={takeAlong}>
            {t(texts.openInLab)}
          </Link>
        </div>
        <div className={styles.network}>
          <DemoInput {...{ unit }} />
          <DemoStrip {...{ unit, pick }} />
          <DemoResults {...{ pick }} />
        </div>
      </section>
    </LabContext>
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

/** All layers up to the last pooling: the scores stand beside it as bars. */
function DemoStrip({ unit, pick }: { unit: UnitAddress | null; pick: (unit: UnitAddress | null) => void }) {
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.snapshot)
  const [hovered, point] = useState<UnitAddress | null>(null)
  const [chosenNode, choose] = useState(firstUnit.node)
  const nodes = useMemo(
    () =>
      plan.nodes.filter(({ layer }) => layer.type !== 'fc' && layer.type !== 'softmax').map(({ id }) => id),
    [plan],
  )
  return (
    <div className={styles.strip}>
      <Strip
        {...{ plan, snapshot, nodes, chosenNode, unit, hovered }}
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
