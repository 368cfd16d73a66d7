import type { Text } from '../../engine/index'
import { formatFixed } from '../format'
import { useLanguage } from '../language'
import styles from './ReluPlot.module.css'

const spoken = (z: number): Text => ({
  en: `ReLU: ${formatFixed(z, 3)} becomes ${formatFixed(Math.max(0, z), 3)}`,
  zh: `ReLU：${formatFixed(z, 3)} 变为 ${formatFixed(Math.max(0, z), 3)}`,
})

const WIDTH = 96
const HEIGHT = 68
const ORIGIN = { x: 28, y: 54 }

/** The bent line with the unit's point on it. The scale grows with z, so that the point is always on the plot. */
export function ReluPlot({ z }: { z: number }) {
  const language = useLanguage()
  const room = { right: WIDTH - ORIGIN.x - 12, left: ORIGIN.x - 4, up: ORIGIN.y - 8 }
  const unit = Math.min(room.right, room.up) * 0.92
  const share = Math.tanh(Math.abs(z)) // 0 … 1: large values move to the end of the line instead of off the plot
  const x = ORIGIN.x + (z >= 0 ? share * unit : -share * room.left)
  const y = ORIGIN.y - (z > 0 ? share * unit : 0)
  return (
    <svg className={styles.plot} width={WIDTH} height={HEIGHT} role="img" aria-label={spoken(z)[language]}>
      <line className={styles.axis} x1={2} x2={WIDTH - 2} y1={ORIGIN.y} y2={ORIGIN.y} />
      <line className={styles.axis} x1={ORIGIN.x} x2={ORIGIN.x} y1={4} y2={ORIGIN.y + 8} />
      <path className={styles.thread} d={`M${ORIGIN.x} ${y}H${x}V${ORIGIN.y}`} />
      <path className={styles.relu} d={`M4 ${ORIGIN.y}H${ORIGIN.x}l${unit + 4} ${-unit - 4}`} />
      <circle className={styles.point} cx={x} cy={y} r={4.5} />
      <text className={styles.label} x={x} y={HEIGHT - 2}>
        z
      </text>
    </svg>
  )
}
