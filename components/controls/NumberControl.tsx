import { type ReactNode, type Ref, useId } from 'react'
import { useText } from '../language'
import { Glyph } from './Glyph'
import styles from './NumberControl.module.css'
import { NumberField } from './NumberField'
import type { Role } from './roles'
import { Slider } from './Slider'
import { StepButton } from './StepButton'
import { nextValue } from './slider-scale'

export interface NumberControlProps {
  /** The letter of the formula, e.g. 'W'; set in math italic. */
  symbol?: string
  role?: Role
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** 0 (default): whole numbers. Otherwise digits shown after the point; typed values stay exact. */
  decimals?: number
  onChange: (value: number) => void
  slider?: 'linear' | 'log' | false
  /** Where the slider ends, if before max: a larger number is typed. */
  sliderMax?: number
  /** Every number on the way is taken as it is typed, not only by Enter or on leaving. */
  live?: boolean
  /** One line for a bar of settings: word above, short slider and field, no − and +. */
  compact?: boolean
  /** Lit while its symbol in the formula is pointed at. */
  lit?: boolean
  /** Pointed at or focused: the formula lights the symbol. */
  onPoint?: (on: boolean) => void
  /** See NumberField. */
  onInvalid?: (typed: string | null) => void
  inputRef?: Ref<HTMLInputElement>
  /** Beside the word: a unit, a hint. */
  note?: ReactNode
}

/** One number: symbol, word, − typed number +, slider. Impossible values stay reachable; only senseless ones are not. */
export function NumberControl(props: NumberControlProps) {
  const {
    symbol,
    role,
    label,
    value,
    min,
    max,
    step = 1,
    decimals = 0,
    onChange,
    compact,
    lit,
    onPoint,
  } = props
  const { slider = 'linear', sliderMax = max, live, onInvalid, inputRef, note } = props
  const t = useText()
  const id = useId()
  const name = symbol ? `${symbol} ${label}` : label
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)))
  const change = (by: number) => set(nextValue(value, by, step, slider === 'log' ? 'log' : 'linear'))

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights the symbol; focus does the same
    <div
      className={`${styles.control} ${compact ? styles.compact : ''} ${lit ? styles.lit : ''}`}
      onPointerEnter={() => onPoint?.(true)}
      onPointerLeave={() => onPoint?.(false)}
      onFocus={() => onPoint?.(true)}
      onBlur={() => onPoint?.(false)}
    >
      <label className={styles.name} htmlFor={id}>
        {symbol ? <var className={role ? styles[role] : ''}>{symbol}</var> : role && <Glyph role={role} />}
        <span>{label}</span>
        {note}
      </label>
      <div className={styles.stepper}>
        {!compact && (
          <StepButton
            sign="−"
            name={`${name}: ${t(less)}`}
            disabled={value <= min}
            onPress={() => change(-1)}
          />
        )}
        <NumberField
          {...{ id, name, value, min, max, decimals, live, onInvalid }}
          ref={inputRef}
          onCommit={onChange}
          onStep={change}
        />
        {!compact && (
          <StepButton
            sign="+"
            name={`${name}: ${t(more)}`}
            disabled={value >= max}
            onPress={() => change(1)}
          />
        )}
      </div>
      {slider && (
        <Slider kind={slider} {...{ name, value, min, step, decimals }} max={sliderMax} onChange={set} />
      )}
    </div>
  )
}

const less = { en: 'less', zh: '减小' }
const more = { en: 'more', zh: '增大' }
