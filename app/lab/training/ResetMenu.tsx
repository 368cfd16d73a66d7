import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { ResetIcon } from '../../../components/controls/icons'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { trainWords } from '../lab-words'
import styles from './TrainingBar.module.css'

const words = {
  same: { en: 'Same start', zh: '同样的起点' },
  fresh: { en: 'New start', zh: '新的起点' },
} satisfies Record<string, Text>

const sameNote = (seed: number): Text => ({
  en: `seed ${seed}: the same curve again`,
  zh: `种子 ${seed}：曲线完全重现`,
})
const newNote: Text = { en: 'a new seed: other first weights', zh: '换一个种子：初始权重不同' }

/** Back to step 0, with the same seed or a new one: the two are different experiments, so the button asks which. */
export function ResetMenu() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLDivElement>(null)
  const seed = useLab((s) => s.seed)
  const reset = useLab((s) => s.actions.reset)
  const choose = (which: 'same' | 'new') => {
    reset(which)
    setOpen(false)
    button.current?.querySelector('button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    setOpen(false)
    button.current?.querySelector('button')?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the group closes it; each choice is a button
    <div
      className={styles.reset}
      ref={button}
      onKeyDown={onKeyDown}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <Button icon={<ResetIcon />} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(trainWords.reset)}
      </Button>
      {open && (
        <div className={styles.menu}>
          <button type="button" onClick={() => choose('same')}>
            <b>{t(words.same)}</b>
            <span>{t(sameNote(seed))}</span>
          </button>
          <button type="button" onClick={() => choose('new')}>
            <b>{t(words.fresh)}</b>
            <span>{t(newNote)}</span>
          </button>
        </div>
      )}
    </div>
  )
}
