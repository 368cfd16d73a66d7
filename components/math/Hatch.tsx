import styles from './drawing.module.css'

/** The pattern of what is left over: 45°, refers to as `url(#id)`. */
export const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className={styles.hatchGround} width="7" height="7" />
      <rect className={styles.hatchLine} width="2.2" height="7" />
    </pattern>
  </defs>
)
