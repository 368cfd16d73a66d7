import { type ReactNode, type Ref, useState } from 'react'
import { Button } from '../../components/controls/Button'
import { Dialog } from '../../components/controls/Dialog'
import { ScaleKey } from '../../components/controls/ScaleKey'
import { formatCount, formatPercent } from '../../components/format'
import { useText } from '../../components/language'
import { PixelPicture } from '../../components/maps/PixelPicture'
import type { StripHandle } from '../../components/network/strip.types'
import type { Text } from '../../engine/index'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { LabStrip } from './LabStrip'
import { trainWords } from './lab-words'
import { overflowed } from './overflow'
import { PhoneSheet } from './PhoneSheet'
import { InputPanel } from './panels/InputPanel'
import { ResultColumn } from './panels/ResultColumn'
import { TrainingPanel } from './panels/TrainingPanel'
import { PlayButtons } from './training/PlayButtons'
import { SettingsDialog } from './training/SettingsDialog'
import { usePictureLabel } from './use-picture-label'

const words = {
  change: { en: 'Change input', zh: '更换输入' },
  step: { en: 'step', zh: '步' },
  steps: { en: 'steps', zh: '步' },
  right: { en: 'right', zh: '正确' },
} satisfies Record<string, Text>

/** A phone: picture and five best guesses, the strip, and a sheet with the rest. */
export function PhoneLab({ strip, notices }: { strip: Ref<StripHandle>; notices: ReactNode }) {
  return (
    <div className={styles.phone}>
      <PhoneInput />
      <div className={styles.key}>
        <PhoneKey />
      </div>
      <LabStrip ref={strip} tile={48} />
      <PhoneSheet />
      {notices}
      <PhoneBar />
    </div>
  )
}

function PhoneInput() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const unit = useLab((s) => s.hovered ?? s.unit)
  const label = usePictureLabel(snapshot)
  return (
    <div className={styles.phoneInput}>
      <div data-tour="picture">
        <PixelPicture {...{ plan, snapshot, unit }} size={116} label={label.spoken} />
        <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t(words.change)}
        </Button>
      </div>
      <ResultColumn compact />
      <Dialog open={open} onClose={() => setOpen(false)} title={t(words.change)}>
        <div className={styles.changing}>
          <ResultColumn compact />
          <InputPanel size={200} />
        </div>
      </Dialog>
    </div>
  )
}

function PhoneKey() {
  const scale = useLab((s) => s.scale)
  const mapsShow = useLab((s) => s.mapsShow)
  const broken = useLab((s) => overflowed(s.pinned ?? s.snapshot))
  return <ScaleKey {...{ scale, broken }} meaning={mapsShow === 'values' ? 'value' : 'gradient'} short />
}

function PhoneBar() {
  const t = useText()
  const [settings, setSettings] = useState(false)
  const [curves, setCurves] = useState(false)
  const step = useLab((s) => s.step)
  const data = useLab((s) => s.data)
  const accuracy = useLab((s) => s.history.points.at(-1)?.accuracy ?? null)
  return (
    <div className={styles.phoneBar} data-tour="training">
      <PlayButtons />
      <button
        type="button"
        className={styles.phoneProgress}
        aria-haspopup="dialog"
        onClick={() => setCurves(true)}
      >
        <span>
          <b>{formatCount(step)}</b> {t(step === 1 ? words.step : words.steps)}
        </span>
        {data && data.done < data.total && <span>{t(loadedShare(data.done / data.total))}</span>}
        {data && data.done >= data.total && accuracy !== null && (
          <span>
            <b className={styles.share}>{formatPercent(accuracy)}</b> {t(words.right)}
          </span>
        )}
      </button>
      <Button aria-haspopup="dialog" onClick={() => setSettings(true)}>
        {t(trainWords.settings)}
      </Button>
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
      <Dialog open={curves} onClose={() => setCurves(false)} title={t(curvesTitle)}>
        <TrainingPanel wide />
      </Dialog>
    </div>
  )
}

const loadedShare = (share: number): Text => ({
  en: `data ${formatPercent(share, 0)}`,
  zh: `数据 ${formatPercent(share, 0)}`,
})

const curvesTitle: Text = { en: 'Training curves', zh: '训练曲线' }
