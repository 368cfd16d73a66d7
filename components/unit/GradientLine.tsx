import type { Text } from '../../engine/index'
import { Glyph } from '../controls/Glyph'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'

const words = {
  gradient: { en: 'gradient', zh: '梯度' },
  note: {
    en: 'The maps show gradients: how the loss changes with each unit. The arithmetic below is of the values.',
    zh: '图中显示梯度：损失随每个神经元怎样变化。下面的算式仍是数值。',
  },
} satisfies Record<string, Text>

/** While the maps show gradients: that of this unit, and that the sum beneath is of something else. */
export function GradientLine({ story, snapshot }: { story: UnitStory; snapshot: Snapshot }) {
  const t = useText()
  const { node, c, y, x } = story.address
  const { h, w } = snapshot.plan.shapeOf(node)
  const gradient = snapshot.values('gradients', node)?.data[(c * h + y) * w + x]
  return (
    <p className={styles.gradient}>
      <span className={styles.gradientInk}>
        <Glyph role="gradient" size={11} /> {t(words.gradient)} d<i>L</i>/d<i>u</i> ={' '}
        <b>{gradient === undefined ? '–' : formatSignificant(gradient, 3)}</b>
      </span>{' '}
      {t(words.note)}
    </p>
  )
}
