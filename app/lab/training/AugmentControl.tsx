import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import { dataSets, type Text } from '../../../engine/index'
import { shifts } from '../../store/setting-ranges'
import { useLab } from '../../store/use-lab'
import styles from './TrainingBar.module.css'

const words = {
  shift: { en: 'Shift each picture at random', zh: '随机平移图片' },
  none: { en: 'no shift', zh: '不平移' },
  flip: { en: 'Mirror half of the pictures', zh: '随机镜像一半图片' },
  flipOnly: {
    en: 'only for CIFAR-10: a mirrored digit is no digit',
    zh: '仅用于 CIFAR-10：镜像的数字不再是数字',
  },
} satisfies Record<string, Text>

const upTo = (pixels: number): Text => ({
  en: `up to ${pixels} pixel${pixels > 1 ? 's' : ''}`,
  zh: `最多 ${pixels} 像素`,
})

/** New examples from old ones, drawn anew each time with the run's seed. */
export function AugmentControl() {
  const t = useText()
  const augment = useLab((s) => s.augment)
  const set = useLab((s) => s.set)
  const configureAugment = useLab((s) => s.actions.configureAugment)
  const mayFlip = dataSets[set].mayFlip
  const known = shifts.includes(augment.shift) ? shifts : [...shifts, augment.shift].sort((a, b) => a - b)
  return (
    <>
      <Select
        label={t(words.shift)}
        options={known.map((n) => ({ value: String(n), label: t(n === 0 ? words.none : upTo(n)) }))}
        value={String(augment.shift)}
        onChange={(shift) => configureAugment({ ...augment, shift: Number(shift) })}
      />
      <label className={styles.check} data-unavailable={!mayFlip || undefined}>
        <input
          type="checkbox"
          checked={mayFlip && augment.flip}
          disabled={!mayFlip}
          onChange={(event) => configureAugment({ ...augment, flip: event.target.checked })}
        />
        <span>
          {t(words.flip)}
          {!mayFlip && <small>{t(words.flipOnly)}</small>}
        </span>
      </label>
    </>
  )
}
