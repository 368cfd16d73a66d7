import { useId } from 'react'
import { ChevronIcon } from './icons'
import styles from './Select.module.css'

interface Props<Value extends string> {
  label: string
  hideLabel?: boolean
  options: readonly { value: Value; label: string; disabled?: boolean }[]
  value: Value
  onChange: (value: Value) => void
  /** Beside the word, e.g. "17 layers". */
  note?: string
}

/** One of many: the browser's own select with our frame. */
export function Select<Value extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
  note,
}: Props<Value>) {
  const id = useId()
  return (
    <div className={styles.control}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
        {note && <span> {note}</span>}
      </label>
      <span className={styles.frame}>
        <select {...{ id, value }} onChange={(event) => onChange(event.target.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronIcon />
      </span>
    </div>
  )
}
