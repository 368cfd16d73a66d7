import { useText } from '../language'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'
import { address, atStep, pinnedAt, words } from './unit-words'

interface Props {
  readonly story: UnitStory | null
  /** Held while training goes on. */
  readonly pinned: boolean
  readonly trainingStep: number
  readonly hint: boolean
  onHold(): void
  onFollow(): void
}

/** Which unit, and of which moment: every number below is of this one step. */
export function UnitHeading({ story, pinned, trainingStep, hint, onHold, onFollow }: Props) {
  const t = useText()
  if (!story) return <h2 className={styles.title}>{t(words.oneUnit)}</h2>
  const { c, y, x } = story.address
  const flat = story.node.out.h * story.node.out.w === 1
  const behind = pinned && story.step !== trainingStep
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{t(words.oneUnit)}</h2>
      <span className={styles.address}>{t(address(story.node.title, c, y, x, flat))}</span>
      <span className={styles.moment}>
        {behind ? t(pinnedAt(story.step, trainingStep)) : t(atStep(story.step))}
        {' · '}
        <button type="button" className={styles.link} onClick={pinned ? onFollow : onHold}>
          {t(pinned ? words.follow : words.hold)}
        </button>
        {hint && !pinned && ` · ${t(words.keys)}`}
      </span>
    </header>
  )
}
