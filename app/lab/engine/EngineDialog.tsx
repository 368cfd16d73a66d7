import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Dialog } from '../../../components/controls/Dialog'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import type { LabStore } from '../../store/lab'
import { createMeasuring, type MeasuringStore } from '../../store/measuring'
import { useLab, useLabStore } from '../../store/use-lab'
import styles from './Engine.module.css'
import { kernelNames } from './engine-words'
import { LayerSpeed } from './LayerSpeed'
import { StepSpeed } from './StepSpeed'

const words = {
  title: { en: 'The engine on this machine', zh: '这台机器上的计算引擎' },
  runs: { en: 'Computed by', zh: '计算方式' },
  rests: {
    en: 'The Lab’s own training rests while it measures: both would share one processor core. Each time is the median of seven rounds in which the ways take turns; before, their results are compared.',
    zh: '测量时实验室自己的训练暂停，因为它们共用一个处理器核心。各种算法轮流计算七轮，取时间的中位数；计时之前先比较它们的结果。',
  },
} satisfies Record<string, Text>

/** One for each Lab: what was measured is there again when the dialog is opened again. */
const measurings = new WeakMap<LabStore, MeasuringStore>()

function measuringOf(lab: LabStore): MeasuringStore {
  const measuring = measurings.get(lab) ?? createMeasuring(lab)
  measurings.set(lab, measuring)
  return measuring
}

interface Props {
  readonly open: boolean
  onClose(): void
}

/** How fast the engine is here. Closing cancels, and so does leaving the page. */
export default function EngineDialog({ open, onClose }: Props) {
  const t = useText()
  const measuring = measuringOf(useLabStore())
  useEffect(() => () => measuring.getState().actions.cancel(), [measuring])
  const close = (): void => {
    measuring.getState().actions.cancel()
    onClose()
  }
  return (
    <Dialog {...{ open }} onClose={close} title={t(words.title)} large>
      <EngineBoard {...{ measuring }} />
    </Dialog>
  )
}

function EngineBoard({ measuring }: { measuring: MeasuringStore }) {
  const t = useText()
  const kernels = useLab((lab) => lab.kernels)
  const notice = useStore(measuring, (state) => state.notice)
  return (
    <div className={styles.board}>
      <p className={styles.lead}>
        {kernels && (
          <>
            {t(words.runs)}: <b>{t(kernelNames[kernels])}</b>.{' '}
          </>
        )}
        {t(words.rests)}
      </p>
      <div role="status" className={styles.notice}>
        {notice && <p>{t(notice)}</p>}
      </div>
      <StepSpeed {...{ measuring }} />
      <LayerSpeed {...{ measuring }} />
    </div>
  )
}
