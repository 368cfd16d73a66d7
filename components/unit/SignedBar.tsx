import styles from './ChannelSums.module.css'
import { useSignedFill } from './signed-fill'

interface Props {
  readonly share: number // −1 … 1 of the half width
  readonly value: number
  readonly reach: number
}

/** A bar from the zero line to the right for what adds, to the left for what takes away. */
export function SignedBar({ share, value, reach }: Props) {
  const { background } = useSignedFill(reach)(value)
  const width = Math.abs(share) * 50
  return (
    <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect
        className={styles.fill}
        x={share < 0 ? 50 - width : 50}
        y={0.5}
        width={Math.max(width, 0.3)}
        height={9}
        fill={background}
      />
      <line className={styles.zero} x1={50} x2={50} y1={-4} y2={14} />
    </svg>
  )
}
