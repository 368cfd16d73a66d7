import styles from './NumberControl.module.css'

interface Props {
  sign: '−' | '+'
  name: string
  disabled: boolean
  onPress: () => void
}

/** − or + of a stepper. Not a stop of the Tab key: the arrow keys do the same from the field between them. */
export function StepButton({ sign, name, disabled, onPress }: Props) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={name}
      disabled={disabled}
      className={styles.step}
      onClick={onPress}
    >
      {sign}
    </button>
  )
}
