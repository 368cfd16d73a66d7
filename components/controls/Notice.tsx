import type { ReactNode } from 'react'
import { Glyph } from './Glyph'
import styles from './Notice.module.css'

interface Props {
  kind: 'info' | 'warning'
  /** The verdict, bold: "Does not fit." */
  title: string
  children?: ReactNode
  /** Buttons or chips beneath. */
  actions?: ReactNode
}

/** A verdict and one sentence. Never red, never an alert box; announced when the reader's attention is free. */
export function Notice({ kind, title, children, actions }: Props) {
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role="status">
      {kind === 'warning' && <Glyph role="warning" size={18} />}
      <p className={styles.text}>
        <b>{title}</b> {children}
      </p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
