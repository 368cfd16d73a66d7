import styles from './Glyph.module.css'
import type { Role } from './roles'

/** The mark of a role, 10 units of 12 wide. Decoration beside its word: hidden from assistive technology. */
export function Glyph({ role, size = 12 }: { role: Role; size?: number }) {
  return (
    <svg
      className={`${styles.glyph} ${styles[role]}`}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden
    >
      {shapes[role]}
    </svg>
  )
}

const shapes = {
  input: <rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor" strokeWidth="2" />,
  filter: (
    <path fill="currentColor" d="M1 1h4.4v4.4H1zM6.6 1H11v4.4H6.6zM1 6.6h4.4V11H1zM6.6 6.6H11V11H6.6z" />
  ),
  output: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  gradient: <path d="M1.7 2h8.6L6 9.8z" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  warning: (
    <>
      <path fill="currentColor" d="M6 .6 12 11.4H0z" />
      <path className={styles.mark} d="M5.4 4h1.2v4H5.4zM5.4 8.7h1.2V10H5.4z" />
    </>
  ),
}
