import { type LossName, lossOfGuessing, type Text } from '../../engine/index'
import { useText } from '../language'
import { formatLoss } from '../significant'
import { EmptyChart } from './EmptyChart'
import { ChanceLine, LossTicks, lossTickRoom } from './LossAxes'
import { type Box, raceScales } from './loss-scales'
import { linePath } from './paths'
import styles from './RaceChart.module.css'
import type { HistoryPoint, TrainingHistory } from './training-history'

export interface RaceCurve {
  readonly id: string
  readonly name: string
  readonly dash: string // SVG's stroke-dasharray
  readonly history: TrainingHistory
}

const words = {
  nobody: { en: 'No rule takes part: add one.', zh: '没有规则参赛：请加入一个。' },
  none: { en: 'Nobody has started: press Start.', zh: '还没有开始：按“开始”。' },
} satisfies Record<string, Text>

const spoken = (curves: readonly RaceCurve[]): Text => {
  const figures = curves
    .map(({ name, history }) => `${name} ${formatLoss(history.points.at(-1)?.smoothed ?? Number.NaN)}`)
    .join(', ')
  return { en: `Losses of the update rules: ${figures}.`, zh: `各更新规则的损失：${figures}。` }
}

interface Props {
  readonly curves: readonly RaceCurve[]
  readonly loss: LossName
  readonly classes: number
  readonly width: number // px
  readonly height: number
  /** Pointed at in the table: the others fade. */
  readonly lit: string | null
}

/** The smoothed losses of several runs on one pair of axes, each with a dash of its own and its name where it ends. */
export function RaceChart({ curves, loss, classes, width, height, lit }: Props) {
  const t = useText()
  const chance = lossOfGuessing(loss, classes)
  const started = curves.filter(({ history }) => history.points.length > 0)
  const histories = started.map(({ history }) => history)
  const named = width >= LEAST_NAMED
  const room: Box = { width, height, top: 10, right: named ? 156 : 12, bottom: 22, left: 26 }
  const box: Box = { ...room, left: lossTickRoom(raceScales(histories, chance, room)) }
  const scales = raceScales(histories, chance, box)
  const empty = t(curves.length > 0 ? words.none : words.nobody)
  const path = (points: readonly HistoryPoint[]): string =>
    runsBelow(points, scales.highest)
      .map((run) => linePath(run.map((p) => [scales.x(p.step), scales.loss(p.smoothed)])))
      .join('')
  return (
    <svg
      className={styles.chart}
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={started.length > 0 ? t(spoken(started)) : empty}
    >
      <LossTicks {...{ scales, box }} />
      {started.map(({ id, dash, history }) => (
        <path
          key={id}
          className={styles.curve}
          data-faded={(lit !== null && lit !== id) || undefined}
          strokeDasharray={dash}
          d={path(history.points)}
        />
      ))}
      <ChanceLine {...{ scales, box, chance, classes }} />
      {labels(named ? started : [], scales.loss, box).map(({ curve, y }) => (
        <text
          key={curve.id}
          className={styles.label}
          data-faded={(lit !== null && lit !== curve.id) || undefined}
          x={box.width - box.right + 8}
          y={y}
        >
          {curve.name}
        </text>
      ))}
      {started.length === 0 && <EmptyChart box={box} words={empty} />}
    </svg>
  )
}

/** What runs off the chart is a gap: along the edge it would look like a loss that stands still. */
function runsBelow(points: readonly HistoryPoint[], highest: number): readonly HistoryPoint[][] {
  const runs: HistoryPoint[][] = [[]]
  for (const point of points) {
    if (point.smoothed <= highest) runs[runs.length - 1].push(point)
    else if (runs[runs.length - 1].length > 0) runs.push([])
  }
  return runs
}

/** px: on a phone the names would take half of the chart; the table beneath shows each dash beside its name. */
const LEAST_NAMED = 420

const LINE = 15 // px between names

/** Names beside the ends of their curves, pushed apart where these lie close. */
function labels(curves: readonly RaceCurve[], y: (loss: number) => number, box: Box) {
  const ends = curves
    .map((curve) => ({ curve, y: y(curve.history.points.at(-1)?.smoothed ?? 0) }))
    .sort((a, b) => a.y - b.y)
  let above = box.top - LINE
  for (const end of ends) {
    end.y = Math.max(end.y, above + LINE)
    above = end.y
  }
  let below = box.height - box.bottom + LINE
  for (const end of ends.toReversed()) {
    end.y = Math.min(end.y, below - LINE)
    below = end.y
  }
  return ends
}
