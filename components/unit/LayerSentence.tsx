import { memo } from 'react'
import { layerType, type Plan } from '../../engine/index'
import { useText } from '../language'
import styles from './UnitInspector.module.css'

/** What the layer does, in the words of the layer itself. */
export const LayerSentence = memo(function LayerSentence({ plan, nodeId }: { plan: Plan; nodeId: string }) {
  const t = useText()
  const { layer, inputs, out } = plan.node(nodeId)
  return <p className={styles.about}>{t(layerType(layer).explain(layer, inputs, out))}</p>
})
