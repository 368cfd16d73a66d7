import { ActivationPlot } from './ActivationPlot'
import { ActivationLine } from './ActivationStory'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'

/** What the activation function behind this layer makes of the value; nothing where there is none. */
export function Onward({ story: { activation, painted } }: { story: UnitStory }) {
  if (!activation) return null
  return (
    <div className={styles.conclusion}>
      <ActivationLine layer={activation.layer} z={painted} />
      <ActivationPlot layer={activation.layer} z={painted} />
    </div>
  )
}
