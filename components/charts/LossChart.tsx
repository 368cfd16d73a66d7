import { type LossName, lossOfGuessing, type Text } from '../../engine/index'
import { formatCount, formatFixed, formatPercent } from '../format'
import { useLanguage, useText } from '../language'
import { formatLoss } from '../significant'
import { EmptyChart } from './EmptyChart'
import { ChanceLabels, LossAxes, lossTick, lossTickRoom } from './LossAxes'
import styles from './LossChart.module.css'
import { type Box, highestLoss, lossScales } from './loss-scales'
import { bandPath, circlesPath, linePath } from './paths'
import { envelope, type HistoryPoint, lastPerColumn, type TrainingHistory } from './training-history'

const words = {
  loss: { en: 'loss', zh: '损失' },
  accuracy: { en: 'accuracy', zh: '准确率' },
  validation: { en: 'on validation images', zh: '在验证集上' },
  none: { en: 'Nothing learned yet: press Train.', zh: '还没有开始学习：按“训练”。' },
  trained: { en: 'Trained before: press Train to go on.', zh: '权重已训练过：按“训练”继续。' },
} satisfies Record<string, Text>

/** As the ticks write it, once the plain digits would push the accuracy out of the panel. */
const shortLoss = (loss: number): string => (loss < 1e5 ? formatLoss(loss) : lossTick(loss))

const spoken = (last: HistoryPoint, chance: number, classes: number): Text => {
  const figures = [formatLoss(last.smoothed), formatPercent(last.accuracy)]
  const guess = [formatFixed(chance, 3), formatPercent(1 / classes, 0)]
  const step = formatCount(last.step)
  return {
    en: `Training curves. At step ${step}: loss ${figures[0]}, accuracy ${figures[1]}. Guessing gives ${guess[0]} and ${guess[1]}.`,
    zh: `训练曲线。第 ${step} 步：损失 ${figures[0]}，准确率 ${figures[1]}。随机猜测为 ${guess[0]} 和 ${guess[1]}。`,
  }
}

interface Props {
  readonly history: TrainingHistory
  /** Number of classes n: guessing gives an accuracy of 1/n, and for cross-entropy a loss of ln n. */
  readonly classes: number
  readonly loss?: LossName // default: cross-entropy
  readonly width: number // px
  readonly height: number
  /** The weights were trained before they were opened: no curve yet, but not nothing learned. */
  readonly trained?: boolean
}

/** Loss in ink with the raw loss behind it, accuracy in green on its own axis, the level of guessing dotted. */
export function LossChart({ history, classes, loss = 'crossEntropy', width, height, trained }: Props) {
  const t = useText()
  const language = useLanguage()
  const chance = lossOfGuessing(loss, classes)
  const room: Box = { width, height, top: 8, right: 38, bottom: 20, left: 26 }
  const highest = highestLoss(history, chance)
  const box: Box = { ...room, left: lossTickRoom(lossScales(history, highest, room)) }
  const scales = lossScales(history, highest, box)
  const empty = t(trained ? words.trained : words.none)
  const points = history.points.filter((p) => Number.isFinite(p.smoothed))
  const last = points.at(-1)
  const latest = history.validation.at(-1)
  const noise = envelope(history.points.map((p) => ({ x: scales.x(p.step), y: scales.loss(p.loss) })))
  const raw = bandPath(
    noise.map(({ x, high }) => [x, high]),
    noise.map(({ x, low }) => [x, low]),
  )
  const drawn = lastPerColumn(points, (p) => scales.x(p.step))
  const smooth = drawn.map((p) => [scales.x(p.step), scales.loss(p.smoothed)] as const)
  const right = drawn.map((p) => [scales.x(p.step), scales.share(p.accuracy)] as const)
  const judged = circlesPath(
    history.validation.map((v) => [scales.x(v.step), scales.share(v.accuracy)]),
    2,
  )
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.head}>
        <span>
          <i className={styles.lossKey} aria-hidden /> {t(words.loss)}{' '}
          <b className={styles.value}>{last ? shortLoss(last.smoothed) : '–'}</b>
        </span>
        <span>
          <i className={styles.accuracyKey} aria-hidden /> {t(words.accuracy)}{' '}
          <b className={styles.value}>{last ? formatPercent(last.accuracy) : '–'}</b>
        </span>
      </figcaption>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={last ? spoken(last, chance, classes)[language] : empty}
      >
        <LossAxes scales={scales} box={box} chance={chance} classes={classes} />
        <path className={styles.raw} d={raw} />
        <path className={styles.accuracy} d={linePath(right)} />
        <path className={styles.validation} d={judged} />
        <path className={styles.loss} d={linePath(smooth)} />
        {last && (
          <>
            <circle
              className={styles.accuracyHead}
              cx={scales.x(last.step)}
              cy={scales.share(last.accuracy)}
              r={3.5}
            />
            <circle
              className={styles.lossHead}
              cx={scales.x(last.step)}
              cy={scales.loss(last.smoothed)}
              r={3.5}
            />
          </>
        )}
        <ChanceLabels {...{ scales, box, chance, classes }} curves={[...smooth, ...right]} />
        {!last && <EmptyChart box={box} words={empty} />}
      </svg>
      {latest && (
        <p className={styles.below}>
          <i className={styles.validationKey} aria-hidden /> {formatPercent(latest.accuracy)}{' '}
          {t(words.validation)}
        </p>
      )}
    </figure>
  )
}
