import type { Text } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import type { UnitAddress } from '../network/strip.types'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'
import { address, titleOf, words } from './unit-words'

interface Props {
  readonly story: UnitStory
  readonly snapshot: Snapshot
  onPick(unit: UnitAddress): void
}

interface LinkProps extends Pick<Props, 'onPick'> {
  readonly unit: UnitAddress
  /** What it leads to, where the words beside it do not say so: one of several. */
  readonly name?: Text
}

/** The way to another unit. */
export function UnitLink({ unit, name, onPick }: LinkProps) {
  const t = useText()
  const label = name && `${t(words.openUnit)}: ${t(name)}`
  return (
    <button type="button" className={styles.link} aria-label={label} onClick={() => onPick(unit)}>
      {t(words.openUnit)}
    </button>
  )
}

const fullStop: Text = { en: '.', zh: '。' }

/** A rectified value is one sum, a pooled one the largest of several, a share is made from a score. */
function cameFrom({ kind }: UnitStory['trace']): Text {
  if (kind === 'pool') return { en: 'The largest was computed in', zh: '其中最大的数在这里算出：' }
  if (kind === 'softmax') return { en: 'Its score was computed in', zh: '它的得分在这里算出：' }
  if (kind === 'copy') return { en: 'It is a copy of', zh: '它是这个数的副本：' }
  return { en: 'What goes in was computed in', zh: '输入的数在这里算出：' }
}

/** Many layers only bend a value or hand it on: the way to the unit that it came from. */
export function UnitBefore({ story, snapshot: { plan }, onPick }: Props) {
  const t = useText()
  const { before } = story
  if (!before) return null
  const { h, w } = plan.shapeOf(before.node)
  const where = address(titleOf(plan, before.node), before.c, before.y, before.x, h * w === 1)
  return (
    <p className={styles.adds}>
      {t(cameFrom(story.trace))} {t(where)}
      {t(fullStop)} <UnitLink unit={before} onPick={onPick} />
    </p>
  )
}
