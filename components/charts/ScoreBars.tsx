import type { ReactNode } from 'react'
import type { Text } from '../../engine/index'
import { formatFixed, formatPercent } from '../format'
import { useText } from '../language'
import { formatLoss } from '../significant'
import { formatScore } from '../unit/format-cell'
import styles from './ScoreBars.module.css'
import { ScoreCell } from './ScoreCell'

const words = {
  score: { en: 'score', zh: '得分' },
  softmax: { en: 'softmax', zh: 'softmax' },
  prediction: { en: 'Prediction', zh: '预测' },
  isTrue: { en: 'true:', zh: '真实：' },
  trueClass: { en: 'true', zh: '真实' },
  list: { en: 'Scores, best first', zh: '得分，从高到低' },
  loss: { en: 'Loss on this picture', zh: '这张图的损失' },
  noVerdict: {
    en: 'No verdict: the scores are not finite numbers.',
    zh: '无法判断：得分不是有限的数。',
  },
  hidden: { en: 'Which class?', zh: '是哪一类？' },
} satisfies Record<string, Text>

/** The judgement in one sentence: the best guess against the true class. */
export function verdict(best: number, label: number | null, classes: readonly Text[]): Text {
  if (label === null) {
    const { en, zh } = classes[best]
    return { en: `Best guess: ${en}. This picture has no label.`, zh: `最可能是${zh}。这张图没有标签。` }
  }
  if (best === label) return { en: 'Right.', zh: '正确。' }
  const { en, zh } = classes[label]
  return { en: `Wrong: it is ${en}.`, zh: `错了，应为${zh}。` }
}

const shareText = (share: number): string => (Number.isFinite(share) ? formatPercent(share) : '–')

const lossText = (loss: number): string => (loss < 1000 ? formatFixed(loss, 3) : formatLoss(loss))

interface Props {
  readonly scores: readonly number[] // before softmax
  readonly shares: readonly number[] | null // after it: they sum to 1; null: the network ends with its scores
  readonly classes: readonly Text[]
  readonly label: number | null
  readonly loss: number | null
  /** Only the best so many. */
  readonly top?: number
  readonly compact?: boolean // no scores, no verdict: the phone
  /** The presenter asks the room first. */
  readonly hidden?: boolean
  /** The class whose unit is being read. */
  readonly chosen?: number | null
  /** Chooses the unit of a class: of its score, or of its share after softmax. */
  onPick?(of: 'scores' | 'shares', unit: number): void
}

/** Classes by score, best first: the score as a coloured cell, softmax as a bar; the true class is marked in words. */
export function ScoreBars(props: Props) {
  const { scores, shares, classes, label, top, compact, hidden } = props
  const t = useText()
  // After a run that went beyond all bounds there is nothing to rank: no winner, no verdict.
  const ranked = [...scores, ...(shares ?? [])].every(Number.isFinite)
  const units = scores.map((_, i) => i)
  const order = ranked ? units.sort((a, b) => scores[b] - scores[a]) : units
  return (
    <div className={compact ? styles.compact : styles.scores}>
      {compact ? <CompactHead {...{ classes, label, hidden }} /> : <Head shares={shares !== null} />}
      {hidden ? (
        <p className={styles.question}>{t(words.hidden)}</p>
      ) : (
        <ol className={styles.list} aria-label={t(words.list)}>
          {order.slice(0, top).map((unit, rank) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list keeps its elements: only words change in them, nothing is moved
            <ScoreRow key={rank} {...props} unit={unit} best={ranked && rank === 0} />
          ))}
        </ol>
      )}
      {!compact && !hidden && (
        <p className={styles.verdict}>
          {ranked ? <Verdict {...props} best={order[0]} /> : t(words.noVerdict)}
        </p>
      )}
    </div>
  )
}

function Verdict({
  best,
  label,
  classes,
  loss,
}: Pick<Props, 'label' | 'classes' | 'loss'> & { best: number }) {
  const t = useText()
  return (
    <>
      {t(verdict(best, label, classes))}{' '}
      {loss !== null && (
        <span className={styles.loss}>
          {t(words.loss)} <b>{lossText(loss)}</b>
        </span>
      )}
    </>
  )
}

function Head({ shares }: { shares: boolean }) {
  const t = useText()
  return (
    <div className={styles.head} aria-hidden>
      <span>{t(words.score)}</span>
      {shares && (
        <span>
          <i className={styles.disc} /> {t(words.softmax)}
        </span>
      )}
    </div>
  )
}

function CompactHead({ classes, label, hidden }: Pick<Props, 'classes' | 'label' | 'hidden'>) {
  const t = useText()
  return (
    <div className={styles.head}>
      <span>{t(words.prediction)}</span>
      {label !== null && !hidden && (
        <span>
          {t(words.isTrue)} <b>{t(classes[label])}</b>
        </span>
      )}
    </div>
  )
}

function ScoreRow({
  unit,
  best,
  scores,
  shares,
  classes,
  label,
  compact,
  chosen,
  onPick,
}: Props & { unit: number; best: boolean }) {
  const t = useText()
  const reach = Math.max(...scores.filter(Number.isFinite).map(Math.abs), 1e-9)
  const name = t(classes[unit])
  return (
    <li
      className={styles.row}
      data-best={best || undefined}
      data-true={unit === label || undefined}
      data-chosen={unit === chosen || undefined}
    >
      {!compact && (
        <Pick
          className={styles.pick}
          label={`${name}: ${t(words.score)} ${formatScore(scores[unit])}`}
          onPick={onPick && (() => onPick('scores', unit))}
        >
          <ScoreCell value={scores[unit]} reach={reach} />
        </Pick>
      )}
      <span className={styles.name}>
        {name}
        {unit === label && !compact && <span className={styles.mark}>{t(words.trueClass)}</span>}
      </span>
      {shares && <Share {...{ name, onPick, unit }} share={shares[unit]} />}
      {!shares && compact && <span className={styles.share}>{formatScore(scores[unit])}</span>}
    </li>
  )
}

/** What softmax makes of a score: a bar, and the figure beside it. */
function Share({
  name,
  share,
  unit,
  onPick,
}: Pick<Props, 'onPick'> & { name: string; share: number; unit: number }) {
  const t = useText()
  return (
    <>
      <span className={styles.track} aria-hidden>
        <svg className={styles.bar} preserveAspectRatio="none" viewBox="0 0 1 1" aria-hidden>
          {Number.isFinite(share) && <rect width={Math.max(share, 0.004)} height={1} />}
        </svg>
      </span>
      <Pick
        className={styles.share}
        label={`${name}: ${t(words.softmax)} ${shareText(share)}`}
        onPick={onPick && (() => onPick('shares', unit))}
      >
        {shareText(share)}
      </Pick>
    </>
  )
}

interface PickProps {
  readonly className: string
  readonly label: string
  readonly onPick: (() => void) | undefined
  readonly children: ReactNode
}

/** A button only where the unit can be read. */
function Pick({ className, label, onPick, children }: PickProps) {
  if (!onPick) return <span className={className}>{children}</span>
  return (
    <button type="button" className={className} aria-label={label} onClick={onPick}>
      {children}
    </button>
  )
}
