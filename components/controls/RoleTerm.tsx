import type { ReactNode } from 'react'
import styles from './RoleTerm.module.css'
import type { Role } from './roles'

interface Props {
  role: Role
  children: ReactNode
  /** Pointed at or focused: the part in the figure is framed, all else fades. */
  onPoint?: (on: boolean) => void
  pinned?: boolean
  /** Tap pins, a second tap lets go. */
  onPin?: (pinned: boolean) => void
}

/** A word in prose with the line of its role beneath; a button only where it lights something. */
export function RoleTerm({ role, children, onPoint, pinned = false, onPin }: Props) {
  const className = `${styles.term} ${styles[role]}`
  if (!onPoint && !onPin) return <span {...{ className }}>{children}</span>
  return (
    <button
      type="button"
      {...{ className }}
      aria-pressed={pinned}
      onPointerEnter={() => onPoint?.(true)}
      onPointerLeave={() => onPoint?.(false)}
      onFocus={() => onPoint?.(true)}
      onBlur={() => onPoint?.(false)}
      onClick={() => onPin?.(!pinned)}
    >
      {children}
    </button>
  )
}
