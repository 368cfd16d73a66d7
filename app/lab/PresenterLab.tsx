import { type Ref, useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { useText } from '../../components/language'
import { PixelPicture } from '../../components/maps/PixelPicture'
import type { StripHandle } from '../../components/network/strip.types'
import type { Text } from '../../engine/index'
import { PresenterLayer } from '../site/PresenterLayer'
import { useHeld, usePresenter } from '../site/presenter'
import { useLab } from '../store/use-lab'
import { LabStrip, stripNodes } from './LabStrip'
import { PresenterCurve } from './PresenterCurve'
import styles from './PresenterLab.module.css'
import { ResultColumn } from './panels/ResultColumn'
import { UnitPanel } from './panels/UnitPanel'
import { PlayButtons } from './training/PlayButtons'
import { Progress } from './training/Progress'

const words = {
  picture: { en: 'The picture', zh: '图像' },
  ask: { en: 'Space: show the prediction', zh: '空格：显示预测' },
  letGo: { en: 'Let the unit go', zh: '放开神经元' },
  follow: { en: 'Click a map: follow one number.', zh: '点击激活图：跟踪一个数。' },
} satisfies Record<string, Text>

/** The stage is laid out for this many pixels and enlarged as a whole: 13 px of the desk are 23 px at 1600. */
const STAGE = { width: 900, height: 474 }
/** Seven layers fit: as many as a residual block spans with its wire. */
const WITH_WIRES = { ...STAGE, width: 960 }
/** A phone: one beneath the other. */
const NARROW = { width: 390, height: 700 }
const BESIDE_MAPS = 210 + 16 + 2 * 18 // px of the stage: the picture's column, and what keeps things apart
const BAR = 56 // px, the presenter's own bar: not enlarged

/** For the back row: the picture, the prediction when it is asked for, the maps, and the arithmetic of one unit. */
export function PresenterLab({ strip }: { strip: Ref<StripHandle> }) {
  const t = useText()
  const { revealed } = usePresenter()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const unit = useLab((s) => s.hovered ?? s.unit)
  const chosen = useLab((s) => s.unit !== null)
  const pick = useLab((s) => s.actions.pick)
  useHeld(
    chosen ? words.letGo : null,
    useCallback(() => pick(null), [pick]),
  )
  const sum = plan.nodes.find(({ layer }) => layer.type === 'add')?.id
  const scale = useStageScale(sum ? WITH_WIRES : STAGE)
  const maps = useRef<HTMLDivElement>(null)
  // A residual network opens with its first block whole, from the wire's beginning to the sum.
  useEffect(() => {
    if (chosen || !sum) return
    const card = maps.current?.querySelectorAll('article')[stripNodes(plan).indexOf(sum)]
    card?.scrollIntoView?.({ inline: 'end', block: 'nearest' })
  }, [plan, sum, chosen])
  const narrow = innerWidth < NARROW.width * 1.5
  const size = { width: innerWidth / scale, height: (innerHeight - BAR) / scale }
  return (
    <>
      <PresenterLayer />
      <div style={{ height: innerHeight - BAR }}>
        <div
          className={`${styles.stage} ${narrow ? styles.narrow : chosen ? styles.reading : ''}`}
          style={{ ...size, transform: `scale(${scale})` }}
        >
          <div className={styles.side}>
            <PixelPicture {...{ plan, snapshot, unit }} size={104} label={t(words.picture)} />
            <ResultColumn compact />
            {!revealed && <p>{t(words.ask)}</p>}
            <PlayButtons />
            <Progress />
            {!chosen && !revealed && <p>{t(words.follow)}</p>}
            <PresenterCurve />
          </div>
          <div ref={maps} className={styles.maps}>
            <LabStrip ref={strip} tile={30} room={chosen || narrow ? 0 : size.width - BESIDE_MAPS} />
          </div>
          {chosen && <UnitPanel layout="side" />}
        </div>
      </div>
    </>
  )
}

const onResize = (listener: () => void): (() => void) => {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** As large as the window allows, whichever of width and height is the tighter. */
const useStageScale = (stage: typeof STAGE): number =>
  useSyncExternalStore(onResize, () => {
    const { width, height } = innerWidth < NARROW.width * 1.5 ? NARROW : stage
    return Math.min(innerWidth / width, (innerHeight - BAR) / height)
  })
