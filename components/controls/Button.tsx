import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './Button.module.css'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** primary: the one thing to do here; plain: a bordered control; quiet: words only, as in the top bar. */
  kind?: 'primary' | 'plain' | 'quiet'
  icon?: ReactNode
}

/** Says what happens when pressed. Ink and paper only: colour belongs to data and to roles. */
export function Button({ kind = 'plain', icon, className = '', children, ...rest }: Props) {
  return (
    <button type="button" className={`${styles.button} ${styles[kind]} ${className}`} {...rest}>
      {icon}
      <span>{children}</span>
    </button>
  )
}
