import { NumberControl } from '../../../components/controls/NumberControl'
import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { isPlain, updateOf } from '../../store/lab-settings'
import { batchSizes, settingRanges, speeds } from '../../store/setting-ranges'
import { useLab } from '../../store/use-lab'
import { trainWords } from '../lab-words'

const firstRate: Text = { en: 'Rate at step 0', zh: '第 0 步的学习率' }

/** All of these may change while it trains: the next step uses them. Under a schedule this is the rate it begins with. */
export function RateControl() {
  const t = useText()
  const isConstant = useLab((s) => s.settings.schedule.type === 'constant')
  const update = useLab((s) => s.settings.update)
  const configure = useLab((s) => s.actions.configure)
  return (
    <NumberControl
      compact
      label={t(isConstant ? trainWords.rate : firstRate)}
      slider="log"
      {...settingRanges.rate}
      value={update.rate}
      onChange={(rate) => configure({ update: { ...update, rate } })}
    />
  )
}

/** Of plain descent, which it turns into momentum, and of the rules that have one. */
export function MomentumControl() {
  const t = useText()
  const update = useLab((s) => s.settings.update)
  const configure = useLab((s) => s.actions.configure)
  const { type, rate } = update
  if (!isPlain(type)) return null
  return (
    <NumberControl
      compact
      label={t(trainWords.momentum)}
      {...settingRanges.momentum}
      value={'momentum' in update ? update.momentum : 0}
      onChange={(momentum) =>
        configure({ update: type === 'nesterov' ? { type, rate, momentum } : updateOf(rate, momentum) })
      }
    />
  )
}

export function L2Control() {
  const t = useText()
  const l2 = useLab((s) => s.settings.l2)
  const configure = useLab((s) => s.actions.configure)
  return (
    <NumberControl
      compact
      slider={false}
      label={t(trainWords.l2)}
      {...settingRanges.l2}
      value={l2}
      onChange={(value) => configure({ l2: value })}
    />
  )
}

export function BatchControl() {
  const t = useText()
  const batch = useLab((s) => s.settings.batch)
  const configure = useLab((s) => s.actions.configure)
  const sizes = [...new Set([...batchSizes, batch])].sort((a, b) => a - b)
  return (
    <Select
      label={t(trainWords.batch)}
      options={sizes.map((n) => ({ value: String(n), label: String(n) }))}
      value={String(batch)}
      onChange={(n) => configure({ batch: Number(n) })}
    />
  )
}

const speedText = (perSecond: number | null): Text => {
  if (perSecond === null) return { en: 'full speed', zh: '全速' }
  if (perSecond < 1) return { en: '½ step / s', zh: '每 2 秒 1 步' }
  return { en: `${perSecond} step${perSecond > 1 ? 's' : ''} / s`, zh: `每秒 ${perSecond} 步` }
}

/** Slow motion: a speed, not another way of training. */
export function SpeedControl() {
  const t = useText()
  const perSecond = useLab((s) => s.settings.stepsPerSecond)
  const configure = useLab((s) => s.actions.configure)
  const known = speeds.includes(perSecond) ? speeds : [...speeds, perSecond]
  return (
    <Select
      label={t(trainWords.speed)}
      options={known.map((s) => ({ value: String(s), label: t(speedText(s)) }))}
      value={String(perSecond)}
      onChange={(s) => configure({ stepsPerSecond: s === 'null' ? null : Number(s) })}
    />
  )
}
