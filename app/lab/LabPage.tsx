import { Suspense, useEffect, useRef } from 'react'
import { useText } from '../../components/language'
import type { StripHandle } from '../../components/network/strip.types'
import type { Text } from '../../engine/index'
import { useKeyInForce } from '../site/key-in-force'
import { usePresenter } from '../site/presenter'
import { LabTour } from '../site/tour/LabTour'
import { useLab } from '../store/use-lab'
import { DeskLab } from './DeskLab'
import { LabNotices } from './LabNotices'
import { PresenterLab, useLaterParts } from './later'
import { overflowed } from './overflow'
import { PhoneLab } from './PhoneLab'
import { Scales } from './scales'
import { TabletLab } from './TabletLab'
import { useLabKeys } from './use-lab-keys'
import { useLabLink } from './use-lab-link'
import { useLayout } from './use-layout'
import { useTile } from './use-tile'

const title: Text = { en: 'Lab: a network learns', zh: '实验室：一个网络在学习' }

/** The main screen: a network trains in a worker and can be opened anywhere while it learns. */
export default function LabPage() {
  const t = useText()
  const strip = useRef<StripHandle>(null)
  const layout = useLayout()
  const tile = useTile()
  const presenting = usePresenter().on
  const link = useLabLink()
  useEngine()
  useLaterParts()
  useLabKeys(strip)
  const mapsShow = useLab((s) => s.mapsShow)
  const scale = useLab((s) => s.scale)
  const broken = useLab((s) => overflowed(s.pinned ?? s.snapshot))
  useKeyInForce(scale, mapsShow === 'values' ? 'value' : 'gradient', broken)
  const notices = <LabNotices ignored={link.ignored} onDismissLink={link.dismiss} floats={presenting} />
  return (
    <Scales>
      <h1 className="visually-hidden">{t(title)}</h1>
      {(presenting || layout !== 'desk') && <LabTour />}
      {presenting ? (
        <Suspense>
          <PresenterLab strip={strip} />
          {notices}
        </Suspense>
      ) : layout === 'desk' ? (
        <DeskLab {...{ strip, tile, notices }} offer={<LabTour />} />
      ) : layout === 'tablet' ? (
        <TabletLab {...{ strip, notices }} />
      ) : (
        <PhoneLab {...{ strip, notices }} />
      )}
    </Scales>
  )
}

/** The worker starts with the page. Whoever leaves for another page keeps the run, but no frames are made for nobody. */
function useEngine(): void {
  const { start, setOnScreen } = useLab((s) => s.actions)
  useEffect(() => {
    void start()
    const seen = () => setOnScreen(document.visibilityState === 'visible')
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      setOnScreen(false)
    }
  }, [start, setOnScreen])
}
