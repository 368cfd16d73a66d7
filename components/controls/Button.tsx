import type { ComponentProps, ReactNode } from 'react'
import styles from './Button.module.css'

type Kind = 'primary' | 'plain' | 'quiet'

type Props = ComponentProps<'button'> & {
  /** primary: the one thing to do here; plain: a bordered control; quiet: words only, as in the top bar. */
  kind?: Kind
  icon?: ReactNode
}

/** For a link that looks like a button. */
export const buttonClass = (kind: Kind): string => `${styles.button} ${styles[kind]}`

/** Says what happens when pressed. Ink and paper only: colour belongs to data and to roles. */
export function Button({ kind = 'plain', icon, className = '', children, ...rest }: Props) {
  return (
    <button type="button" className={`${buttonClass(kind)} ${className}`} {...rest}>
      {icon}
      <span>{children}</span>
    </button>
  )
}
