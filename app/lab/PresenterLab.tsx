import type { Ref } from 'react'
import { useText } from '../../components/language'
import { PixelPicture } from '../../components/maps/PixelPicture'
import type { StripHandle } from '../../components/network/strip.types'
import type { Text } from '../../engine/index'
import { usePresenter } from '../site/presenter'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { LabStrip } from './LabStrip'
import { ResultColumn } from './panels/ResultColumn'
import { UnitPanel } from './panels/UnitPanel'
import { PlayButtons } from './training/PlayButtons'
import { Progress } from './training/Progress'

const ask: Text = { en: 'Space: show the prediction', zh: '空格：显示预测' }

/** For the back row: the picture, the maps, the prediction when it is asked for, and the arithmetic of one unit. */
export function PresenterLab({ strip }: { strip: Ref<StripHandle> }) {
  const t = useText()
  const { revealed } = usePresenter()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const unit = useLab((s) => s.hovered ?? s.unit)
  return (
    <div className={styles.presenter}>
      <div className={styles.presenterTop}>
        <div>
          <PixelPicture {...{ plan, snapshot, unit }} size={260} label={t(picture)} />
          <PlayButtons />
          <Progress />
        </div>
        <LabStrip ref={strip} tile={52} rows={8} presenter />
        <div>
          <ResultColumn compact />
          {!revealed && <p className={styles.ask}>{t(ask)}</p>}
        </div>
      </div>
      <UnitPanel layout="wide" />
    </div>
  )
}

const picture: Text = { en: 'The picture', zh: '图像' }
