import styles from './Logo.module.css'

/** The mark: one number followed, from the open square through the grid to the disc. */
export function Logo() {
  return (
    <svg className={styles.logo} viewBox="0 0 54 18" width="54" height="18" aria-hidden>
      <path className={styles.thread} d="M17 9h6M33 9h6" />
      <rect className={styles.input} x="1.5" y="1.5" width="15" height="15" />
      <path className={styles.filter} d="M21.5 2.5h6v6h-6zM29 2.5h6v6h-6zM21.5 10h6v6h-6zM29 10h6v6h-6z" />
      <circle className={styles.output} cx="46" cy="9.2" r="7" />
    </svg>
  )
}
