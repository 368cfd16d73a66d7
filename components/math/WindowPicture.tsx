import { useId } from 'react'
import type { Axis, Measure } from '../../engine/index'
import { formatCount } from '../format'
import styles from './drawing.module.css'
import { Hatch } from './Hatch'
import { InputPlane } from './InputPlane'
import { OutputPlane } from './OutputPlane'
import { pictureScale } from './picture-scale'
import type { StripLook } from './strip-scale'

/** Both axes of the layer: columns and rows. */
export interface PlaneAxes {
  readonly x: Axis
  readonly y: Axis
  readonly across: Measure
  readonly down: Measure
}

interface Props extends PlaneAxes {
  readonly width: number // CSS pixels for input, arrow and output together
  readonly look?: StripLook
  readonly lit?: string | null
  readonly hidden?: boolean
  /** "55×55×96", beneath the output. */
  readonly volume: string
  readonly description: string
}

/** The same in two dimensions: the input with its windows and what they never read, and the output they make. */
export function WindowPicture(props: Props) {
  const { width, look = 'page', lit = null, hidden = false, volume, description } = props
  const hatch = useId()
  const scale = pictureScale(props, width)
  return (
    <svg
      className={`${styles.drawing} ${styles[look]}`}
      data-lit={lit ?? undefined}
      viewBox={`0 0 ${scale.width} ${scale.height}`}
      width={scale.width}
      height={scale.height}
      role="img"
      aria-label={description}
    >
      <Hatch id={hatch} />
      <InputPlane axes={props} scale={scale} hatch={hatch} />
      <path
        className={styles.arrow}
        d={`M${scale.arrow} ${scale.middle}h${scale.arrowLength}m-6 -5l6 5l-6 5`}
      />
      <OutputPlane axes={props} scale={scale} hidden={hidden} volume={volume} />
      {!scale.grid && (
        <text className={styles.sizeWord} x={scale.x(props.x.n / 2)} y={scale.y(props.y.n) + scale.wordGap}>
          {formatCount(props.x.n)}×{formatCount(props.y.n)}
        </text>
      )}
    </svg>
  )
}
