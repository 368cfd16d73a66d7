import { lossOfGuessing, type Text } from '../../engine/index'
import { formatCount, formatFixed, formatPercent } from '../format'
import { useLanguage } from '../language'
import styles from './LossChart.module.css'
import type { Box, LossScales } from './loss-scales'

/** Where the loss of guessing comes from is told of cross-entropy; of the others it is a plain number. */
function guessing(classes: number, loss: number): Text {
  const isLog = loss === lossOfGuessing('crossEntropy', classes)
  const figure = isLog ? `ln ${classes} = ${formatFixed(loss, 3)}` : String(loss)
  return { en: `guessing: ${figure}`, zh: `随机猜：${figure}` }
}

/** Short at any size: 2.5, 120, 3e5. */
export function lossTick(tick: number): string {
  if (tick < 10) return formatFixed(tick, 1)
  return tick < 1000
    ? formatCount(tick)
    : String(Number(tick.toPrecision(2)).toExponential()).replace('e+', 'e')
}

const DIGIT = 6.8 // px, at 11 px

/** px at the left for the longest of the ticks. */
export const lossTickRoom = ({ loss }: Pick<LossScales, 'loss'>): number =>
  8 + Math.max(18, ...loss.ticks(4).map((tick) => Math.ceil(lossTick(tick).length * DIGIT)))

type StepAndLoss = Pick<LossScales, 'x' | 'loss'>

/** Ticks of the loss at the left, of the steps below. */
export function LossTicks({ scales: { x, loss }, box }: { scales: StepAndLoss; box: Box }) {
  const right = box.width - box.right
  const bottom = box.height - box.bottom
  return (
    <g>
      {loss.ticks(4).map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={box.left} x2={right} y1={loss(tick)} y2={loss(tick)} />
          <text className={styles.leftTick} x={box.left - 6} y={loss(tick)}>
            {lossTick(tick)}
          </text>
        </g>
      ))}
      {x.ticks(3).map((tick) => (
        <text key={tick} className={styles.bottomTick} x={x(tick)} y={bottom + 15}>
          {formatCount(tick)}
        </text>
      ))}
    </g>
  )
}

/** The dotted level of guessing with its words. */
export function ChanceLine({
  scales: { loss },
  box,
  chance,
  classes,
}: Omit<Props, 'scales'> & { scales: StepAndLoss }) {
  const language = useLanguage()
  const right = box.width - box.right
  return (
    <g>
      <line className={styles.chance} x1={box.left} x2={right} y1={loss(chance)} y2={loss(chance)} />
      <text className={styles.chanceLabel} x={right} y={loss(chance) - 5}>
        {guessing(classes, chance)[language]}
      </text>
    </g>
  )
}

interface Props {
  readonly scales: LossScales
  readonly box: Box
  readonly chance: number
  readonly classes: number
}

/** Ticks of both axes and the two dotted levels of guessing, each labelled where it lies. */
export function LossAxes({ scales, box, chance, classes }: Props) {
  const { loss, share } = scales
  const right = box.width - box.right
  const byChance = 1 / classes
  return (
    <g>
      <LossTicks {...{ scales, box }} />
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <text key={tick} className={styles.rightTick} x={right + 6} y={share(tick)}>
          {formatPercent(tick, 0)}
        </text>
      ))}
      <line className={styles.chance} x1={box.left} x2={right} y1={loss(chance)} y2={loss(chance)} />
      <line
        className={styles.chanceShare}
        x1={box.left}
        x2={right}
        y1={share(byChance)}
        y2={share(byChance)}
      />
    </g>
  )
}

const LETTER = 6.4 // px, a wide guess of one letter at 11 px
const HEIGHT = 13 // px of a label

/** A point of a curve, px. */
type Place = readonly [x: number, y: number]

/** Baseline of the words over the level of the loss; where both levels nearly meet, over both. */
function guessingHeight(lossLevel: number, shareLevel: number): number {
  const own = lossLevel - 5
  const strikes = own - HEIGHT < shareLevel && own > shareLevel - 5 - HEIGHT
  return strikes ? shareLevel - 7 - HEIGHT : own
}

/** Over its line at the right, at the left, or below it: where the fewest points of the curves lie under the words. */
function chancePlace(width: number, level: number, over: number, box: Box, curves: readonly Place[]) {
  const right = box.width - box.right
  const places = [
    { x: right, y: over },
    { x: box.left + width + 3, y: over },
    { x: right, y: level + HEIGHT },
  ]
  const covered = places.map(
    (at) =>
      curves.filter(([x, y]) => x > at.x - width - 3 && x < at.x + 3 && y > at.y - HEIGHT && y < at.y + 3)
        .length,
  )
  return places[covered.indexOf(Math.min(...covered))]
}

/** Written over the curves, with a casing. Where the loss ran so far that its level of guessing lies on the axis, without words. */
export function ChanceLabels({
  scales: { loss, share },
  box,
  chance,
  classes,
  curves,
}: Props & { readonly curves: readonly Place[] }) {
  const language = useLanguage()
  const byChance = 1 / classes
  const told = guessing(classes, chance)[language]
  const over = guessingHeight(loss(chance), share(byChance))
  const place = chancePlace(told.length * LETTER, loss(chance), over, box, curves)
  return (
    <g>
      {loss(chance) < box.height - box.bottom - 4 && (
        <text className={styles.chanceLabel} {...place}>
          {told}
        </text>
      )}
      <text className={styles.chanceShareLabel} x={box.left + 3} y={share(byChance) - 4}>
        {formatPercent(byChance, 0)}
      </text>
    </g>
  )
}
