import { formatScore } from '../unit/format-cell'
import { useSignedFill } from '../unit/signed-fill'
import styles from './ScoreBars.module.css'

interface Props {
  readonly value: number
  /** |value| at which the colour is fullest. */
  readonly reach: number
}

export function ScoreCell({ value, reach }: Props) {
  const fill = useSignedFill(reach)(value)
  return (
    <span className={styles.cell} style={fill}>
      {formatScore(value)}
    </span>
  )
}
