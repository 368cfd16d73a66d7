import type { Text, Trace } from '../../engine/index'
import { formatFixed, formatPercent } from '../format'
import { useLanguage, useText } from '../language'
import { asShown, equalsSign, sameDigits } from './shown-sum'
import styles from './UnitInspector.module.css'

const softmaxWords = {
  class: { en: 'class', zh: '类别' },
  score: { en: 'score', zh: '得分' },
  power: { en: 'e^(score − largest)', zh: 'e^(得分 − 最大)' },
  share: { en: 'share', zh: '占比' },
} satisfies Record<string, Text>

interface SoftmaxProps {
  readonly told: Extract<Trace, { kind: 'softmax' }>
  readonly chosen: number
  readonly classes: readonly Text[]
}

/** Softmax term by term: every score is raised to a power of e, then divided by the sum of all. */
export function SoftmaxStory({ told, chosen, classes }: SoftmaxProps) {
  const t = useText()
  const language = useLanguage()
  const sum = told.exponentials.reduce((a, b) => a + b, 0)
  const own = told.exponentials[chosen]
  const agrees = sameDigits(asShown(own, 4) / asShown(sum, 4), told.total, 4)
  return (
    <div className={styles.softmax}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(softmaxWords.class)}</th>
            <th scope="col">{t(softmaxWords.score)}</th>
            <th scope="col">{t(softmaxWords.power)}</th>
            <th scope="col">{t(softmaxWords.share)}</th>
          </tr>
        </thead>
        <tbody>
          {told.scores.map((score, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its index
            <tr key={i} data-chosen={i === chosen || undefined}>
              <th scope="row">{classes[i]?.[language] ?? i + 1}</th>
              <td>{formatFixed(score, 3)}</td>
              <td>{formatFixed(told.exponentials[i], 4)}</td>
              <td>{formatPercent(told.exponentials[i] / sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.sum}>
        {formatFixed(own, 4)} / {formatFixed(sum, 4)} {equalsSign(agrees)}{' '}
        <b className={styles.outputInk}>{formatFixed(told.total, 4)}</b>
      </p>
    </div>
  )
}
