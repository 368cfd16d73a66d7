import type { CSSProperties } from 'react'
import { formatNumber } from './format-number'
import styles from './Slider.module.css'
import { linearScale, logScale } from './slider-scale'

interface Props {
  kind?: 'linear' | 'log'
  name: string
  value: number
  min: number
  max: number
  step?: number
  decimals?: number
  onChange: (value: number) => void
  /** What is read out instead of the number. */
  spoken?: string
}

/** The browser's own range input with a track of 3 px, filled up to the knob. */
export function Slider({
  kind = 'linear',
  name,
  value,
  min,
  max,
  step = 1,
  decimals = 0,
  onChange,
  spoken,
}: Props) {
  const scale = kind === 'log' ? logScale(min, max) : linearScale(min, max, step)
  const place = scale.toPlace(value)
  const share = scale.max > scale.min ? (place - scale.min) / (scale.max - scale.min) : 0
  return (
    <input
      className={styles.slider}
      type="range"
      min={scale.min}
      max={scale.max}
      step={scale.step}
      value={place}
      aria-label={name}
      aria-valuetext={spoken ?? formatNumber(value, decimals)}
      style={{ '--share': Math.min(1, Math.max(0, share)) } as CSSProperties}
      onChange={(event) => onChange(scale.toValue(Number(event.target.value)))}
    />
  )
}
