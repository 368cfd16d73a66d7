import { formatCount, formatFixed, formatMilliseconds } from '../../../components/format'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import styles from './Engine.module.css'

const words = {
  way: { en: 'Way', zh: '算法' },
  times: { en: 'Against the slowest', zh: '与最慢的相比' },
} satisfies Record<string, Text>

const perBatch = (batch: number): Text => ({ en: `ms for ${batch} pictures`, zh: `${batch} 张的毫秒数` })

export interface SpeedRow {
  readonly id: string
  readonly name: string
  readonly milliseconds: number
  readonly rate: number
}

interface Props {
  readonly rows: readonly SpeedRow[]
  readonly batch: number
  /** Of the rate. */
  readonly unit: string
  readonly decimals: number
  readonly lit?: string
}

/** A row for each way; bars as long as the speed, from one zero, so that three times as fast is three times as long. */
export function SpeedBars({ rows, batch, unit, decimals, lit }: Props) {
  const t = useText()
  const fastest = Math.max(...rows.map(({ rate }) => rate))
  const slowest = Math.min(...rows.map(({ rate }) => rate))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t(words.way)}</th>
          <th scope="col">{t(perBatch(batch))}</th>
          <th scope="col">{unit}</th>
          <th scope="col">{t(words.times)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, milliseconds, rate }) => (
          <tr key={id} className={id === lit ? styles.lit : undefined}>
            <th scope="row">{name}</th>
            <td>{formatMilliseconds(milliseconds)}</td>
            <td>
              <span
                className={styles.bar}
                style={{ width: `${(rate / fastest) * 100}%` }}
                aria-hidden="true"
              />
              {decimals === 0 ? formatCount(Math.round(rate)) : formatFixed(rate, decimals)}
            </td>
            <td>×{formatFixed(rate / slowest, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
