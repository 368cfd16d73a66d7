import type { ReactNode } from 'react'
import styles from './Chip.module.css'

interface Props {
  children: ReactNode
  /** Pointed at or focused: the picture shows what it would be. */
  onPreview?: (on: boolean) => void
  onClick: () => void
}

/** A change on offer: pointing previews it, a press applies it. */
export function Chip({ children, onPreview, onClick }: Props) {
  return (
    <button
      type="button"
      className={styles.chip}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onPreview?.(true)}
      onPointerLeave={() => onPreview?.(false)}
      onFocus={() => onPreview?.(true)}
      onBlur={() => onPreview?.(false)}
      onClick={() => {
        onPreview?.(false)
        onClick()
      }}
    >
      {children}
    </button>
  )
}
