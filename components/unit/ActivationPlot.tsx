import type { Layer, Text } from '../../engine/index'
import { layerType } from '../../engine/index'
import { formatFixed } from '../format'
import { useLanguage } from '../language'
import styles from './ActivationPlot.module.css'
import { activated } from './activation'
import { type PlotScale, plotScale } from './activation-scale'

interface Props {
  readonly layer: Layer
  readonly z: number
  /** With its numbers, and the slope at the point. */
  readonly large?: boolean
}

const SMALL = { w: 96, h: 68, below: 6 }
const LARGE = { w: 220, h: 132, below: 10 }

function spoken(layer: Layer, z: number, value: number): Text {
  const { name } = layerType(layer)
  const [from, to] = [formatFixed(z, 3), formatFixed(value, 3)]
  return { en: `${name.en}: ${from} becomes ${to}`, zh: `${name.zh}：${from} 变为 ${to}` }
}

/** The curve of the function with the unit's point on it. */
export function ActivationPlot({ layer, z, large = false }: Props) {
  const language = useLanguage()
  const { w, h, below } = large ? LARGE : SMALL
  const { value, slope } = activated(layer, z)
  const scale = plotScale(layer, z, { w, h: h - below })
  const at = { x: scale.x(z), y: scale.y(value) }
  const label = spoken(layer, z, value)[language]
  if (!Number.isFinite(at.x + at.y)) return null
  const [x0, y0] = [scale.x(0), scale.y(0)]
  return (
    <svg
      className={`${styles.plot} ${large ? styles.large : ''}`}
      width={w}
      height={h}
      role="img"
      aria-label={label}
    >
      <line className={styles.axis} x1={2} x2={w - 2} y1={y0} y2={y0} />
      <line className={styles.axis} x1={x0} x2={x0} y1={2} y2={h - 2} />
      {large && <Ends scale={scale} w={w} />}
      <path className={styles.thread} d={`M${x0} ${at.y}H${at.x}V${y0}`} />
      <path className={styles.curve} d={scale.curve} />
      {large && <Tangent {...{ scale, slope, at }} />}
      <circle className={styles.point} cx={at.x} cy={at.y} r={4.5} />
      {large ? (
        <Numbers {...{ z, value, at, x0, y0 }} />
      ) : (
        <text className={styles.label} x={at.x} y={value < 0 ? y0 - 4 : Math.min(y0 + 13, h - 2)}>
          z
        </text>
      )}
    </svg>
  )
}

/** What the curve tends to: −1 and 1, or 0 and 1. */
function Ends({ scale, w }: { scale: PlotScale; w: number }) {
  return scale.ends?.map((end, i) => (
    <g key={end} className={styles.end}>
      <line x1={2} x2={w - 2} y1={scale.y(end)} y2={scale.y(end)} />
      {end !== 0 && (
        <text x={i === 0 ? w - 4 : 4} y={scale.y(end) + (i === 0 ? -4 : 12)} data-end={i === 0 || undefined}>
          {formatFixed(end, Number.isInteger(end) ? 0 : 3)}
        </text>
      )}
    </g>
  ))
}

const HALF = 34 // px

/** The slope at the point: what the gradient is multiplied with. */
function Tangent({
  scale,
  slope,
  at,
}: {
  scale: PlotScale
  slope: number
  at: { readonly x: number; readonly y: number }
}) {
  const along = { x: scale.x(1) - scale.x(0), y: (scale.y(1) - scale.y(0)) * slope }
  const length = HALF / Math.hypot(along.x, along.y)
  const [dx, dy] = [along.x * length, along.y * length]
  return <line className={styles.tangent} x1={at.x - dx} x2={at.x + dx} y1={at.y - dy} y2={at.y + dy} />
}

const HALF_LABEL = 24 // px: −12.345 stays on the plot

/** Each number on the side of its axis where the curve is not. */
function Numbers({
  z,
  value,
  at,
  x0,
  y0,
}: {
  z: number
  value: number
  at: { readonly x: number; readonly y: number }
  x0: number
  y0: number
}) {
  const right = z < 0
  return (
    <>
      <text className={styles.label} x={Math.max(at.x, HALF_LABEL)} y={value < 0 ? y0 - 6 : y0 + 15}>
        {formatFixed(z, 3)}
      </text>
      {value !== 0 && (
        <text className={styles.value} x={x0 + (right ? 6 : -6)} y={at.y + 4} data-end={!right || undefined}>
          {formatFixed(value, 3)}
        </text>
      )}
    </>
  )
}
