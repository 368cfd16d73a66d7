import type { Text, Trace } from '../../engine/index'
import { formatFixed, formatPercent } from '../format'
import { useLanguage, useText } from '../language'
import { ReluPlot } from './ReluPlot'
import { addsUp, equalsSign } from './shown-sum'
import styles from './UnitInspector.module.css'
import { ReluLine } from './WeightedSum'

type Told<Kind extends Trace['kind']> = Extract<Trace, { kind: Kind }>

const reluStory = (z: number): Text =>
  z > 0
    ? {
        en: 'Above 0 it passes as it is, and the gradient passes back.',
        zh: '大于 0，原样通过，梯度也原样传回。',
      }
    : {
        en: 'Not above 0: it becomes 0, and no gradient passes back.',
        zh: '不大于 0，变为 0，梯度也不再传回。',
      }

/** ReLU: the bent line with the point on it. */
export function ReluStory({ told }: { told: Told<'pointwise'> }) {
  const t = useText()
  return (
    <div className={styles.weighted}>
      <div className={styles.conclusion}>
        <ReluLine z={told.input} />
        <ReluPlot z={told.input} />
      </div>
      <p className={styles.adds}>{t(reluStory(told.input))}</p>
    </div>
  )
}

const softmaxWords = {
  class: { en: 'class', zh: '类别' },
  score: { en: 'score', zh: '得分' },
  power: { en: 'e^(score − largest)', zh: 'e^(得分 − 最大)' },
  share: { en: 'share', zh: '占比' },
  sum: { en: 'sum', zh: '合计' },
} satisfies Record<string, Text>

interface SoftmaxProps {
  readonly told: Told<'softmax'>
  readonly chosen: number
  readonly classes: readonly Text[]
}

/** Softmax term by term: every score is raised to a power of e, then divided by the sum of all. */
export function SoftmaxStory({ told, chosen, classes }: SoftmaxProps) {
  const t = useText()
  const language = useLanguage()
  const sum = told.exponentials.reduce((a, b) => a + b, 0)
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
        {formatFixed(told.exponentials[chosen], 4)} / {formatFixed(sum, 4)} ={' '}
        <b className={styles.outputInk}>{formatFixed(told.total, 4)}</b>
      </p>
    </div>
  )
}

/** The branches of an addition, written out. */
export function SumStory({ told }: { told: Told<'sum'> }) {
  const agrees = addsUp(told.terms, told.total, 3)
  return (
    <p className={styles.sum}>
      {told.terms.map((term, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a branch is its index
        <span key={i}>
          {i > 0 && (term < 0 ? ' − ' : ' + ')}
          <b>{formatFixed(i > 0 ? Math.abs(term) : term, 3)}</b>
        </span>
      ))}{' '}
      {equalsSign(agrees)} <b className={styles.outputInk}>{formatFixed(told.total, 3)}</b>
    </p>
  )
}
