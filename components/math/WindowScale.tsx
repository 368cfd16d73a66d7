import { useId } from 'react'
import { type Axis, type Measure, span } from '../../engine/index'
import { formatCount } from '../format'
import { useText } from '../language'
import styles from './drawing.module.css'
import { Hatch } from './Hatch'
import type { StripLook } from './strip-scale'
import { countDrawn, paddedEnd, stripRange, type WindowPlace, windowAt } from './windows'

interface Props {
  readonly axis: Axis
  /** W, or H where the columns are drawn. */
  readonly letter: 'W' | 'H'
  readonly measure: Measure
  readonly width: number
  readonly look?: StripLook
  readonly lit?: string | null
  readonly description: string
}

const SIZES = {
  page: { left: 24, right: 24, bar: 26, top: 40, lane: 9, text: 12 },
  projector: { left: 190, right: 60, bar: 40, top: 36, lane: 13, text: 22 }, // the words stand before the bar
}

/** A strip too long for cells: the input as a bar to scale, every window as a line beneath it, in lanes that do not touch. */
export function WindowScale(props: Props) {
  const { axis, letter, measure, width, look = 'page', lit = null, description } = props
  const text = useText()
  const hatch = useId()
  const sizes = SIZES[look]
  const [from, to] = stripRange(axis, measure)
  const perCell = (width - sizes.left - sizes.right) / (to - from)
  const x = (cell: number) => sizes.left + (cell - from) * perCell
  const { lanes, windows, skipped } = shownWindows(axis, measure, perCell, look === 'projector' ? 4 : 6)
  const lanesTop = sizes.top + sizes.bar + 12
  const height = lanesTop + lanes * sizes.lane + sizes.text + 16
  const end = paddedEnd(axis)
  const leftOver = { x: x(end - measure.leftOver), width: Math.max(3, measure.leftOver * perCell) }
  return (
    <svg
      className={`${styles.drawing} ${styles[look]}`}
      data-lit={lit ?? undefined}
      viewBox={`0 0 ${width} ${height}`}
      {...{ width, height }}
      role="img"
      aria-label={description}
    >
      <Hatch id={hatch} />
      {look === 'projector' ? (
        <text className={styles.inputWord} x={0} y={sizes.top + 4}>
          {text(input)}
          <tspan className={styles.quiet} x={0} dy={30}>
            {letter} = {formatCount(axis.n)}
          </tspan>
        </text>
      ) : (
        <text className={styles.inputWord} x={x(0)} y={sizes.text * 0.8}>
          {text(input)}
          <tspan className={styles.quiet}>
            {' '}
            {letter} = {formatCount(axis.n)}
          </tspan>
        </text>
      )}
      <g className={styles.padding} data-part="P">
        {axis.before > 0 && <BarPart className={styles.square} from={x(from)} to={x(0)} sizes={sizes} />}
        {axis.after > 0 && <BarPart className={styles.square} from={x(axis.n)} to={x(end)} sizes={sizes} />}
      </g>
      <g data-part="W">
        <BarPart className={styles.square} from={x(0)} to={x(axis.n)} sizes={sizes} />
        <Ticks n={axis.n} x={x} sizes={sizes} />
      </g>
      {measure.leftOver > 0 && measure.windows > 0 && (
        <rect
          className={styles.unread}
          {...leftOver}
          y={sizes.top}
          height={sizes.bar}
          fill={`url(#${hatch})`}
        />
      )}
      {windows.map((window) => (
        <Line
          key={window.number}
          window={window}
          x={x}
          y={lanesTop + ((window.number - 1) % lanes) * sizes.lane}
        />
      ))}
      <WindowNumbers {...{ windows, skipped, x }} y={lanesTop + lanes * sizes.lane + sizes.text * 0.6} />
    </svg>
  )
}

const input = { en: 'input', zh: '输入' }

type Sizes = (typeof SIZES)[StripLook]

function BarPart({
  className,
  from,
  to,
  sizes,
}: {
  className: string
  from: number
  to: number
  sizes: Sizes
}) {
  return <rect {...{ className }} x={from} y={sizes.top} width={Math.max(1, to - from)} height={sizes.bar} />
}

/** At most eight round places, and the last pixel. */
function Ticks({ n, x, sizes }: { n: number; x: (cell: number) => number; sizes: Sizes }) {
  const step = roundStep(n / 7)
  const places = Array.from({ length: Math.floor((n - 1) / step) + 1 }, (_, i) => i * step)
  const last = n - 1
  const shown = [...places.filter((place) => x(last) - x(place) > sizes.text * 2.6), last]
  return shown.map((place) => (
    <g key={place}>
      <path className={styles.tick} d={`M${x(place + 0.5)} ${sizes.top - 6}v5`} />
      <text className={styles.index} x={x(place + 0.5)} y={sizes.top - 6 - sizes.text * 0.6}>
        {formatCount(place)}
      </text>
    </g>
  ))
}

function roundStep(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map((m) => m * decade).find((step) => step >= least) ?? 10 * decade
}

interface ShownWindows {
  readonly lanes: number
  readonly windows: readonly WindowPlace[]
  /** Numbers of the windows between that would be drawn over each other. */
  readonly skipped: readonly [number, number] | null
}

/** All windows where they keep apart; else the first three and the last three. */
function shownWindows(axis: Axis, measure: Measure, perCell: number, most: number): ShownWindows {
  const count = countDrawn(measure)
  const wide = span(axis)
  const lanes = Math.ceil(wide / axis.s)
  const apart = axis.s * perCell * lanes - wide * perCell // pixels between two neighbours of one lane
  if (count <= 6 || (lanes <= most && (apart >= 1.5 || lanes * axis.s > wide) && axis.s * perCell >= 2)) {
    const used = Math.min(most, apart >= 1.5 ? lanes : lanes + 1)
    return { lanes: used, windows: Array.from({ length: count }, (_, i) => windowAt(axis, i)), skipped: null }
  }
  const places = [0, 1, 2, count - 3, count - 2, count - 1]
  return { lanes: 3, windows: places.map((i) => windowAt(axis, i)), skipped: [4, count - 3] }
}

function Line({ window, x, y }: { window: WindowPlace; x: (cell: number) => number; y: number }) {
  const [from, to] = [x(window.start), x(window.end)]
  return (
    <path
      className={`${styles.interval} ${styles[window.state]}`}
      data-part="window"
      d={`M${from + 0.5} ${y}H${Math.max(from + 2, to - 0.5)}`}
    />
  )
}

/** CSS pixels in which the words of the first, the last and those between stand apart. */
const ROOM_FOR_THREE = 300

/** The first and the last window by number; the missing one by its question mark. */
function WindowNumbers({
  windows,
  skipped,
  x,
  y,
}: {
  windows: readonly WindowPlace[]
  skipped: ShownWindows['skipped']
  x: (cell: number) => number
  y: number
}) {
  const text = useText()
  const complete = windows.filter(({ state }) => state !== 'missing')
  const missing = windows.find(({ state }) => state === 'missing')
  const first = complete[0]
  const last = complete[complete.length - 1]
  if (!first) return null
  const middle = (x(first.start) + x(last.end)) / 2
  return (
    <>
      <text className={styles.windowWord} x={x(first.start)} y={y}>
        {text({ en: 'window 1', zh: '窗口 1' })}
      </text>
      {skipped && x(last.end) - x(first.start) >= ROOM_FOR_THREE && (
        <text className={styles.skippedMiddle} x={middle} y={y}>
          {text({
            en: `… ${formatCount(skipped[1] - skipped[0] + 1)} more …`,
            zh: `……另有 ${formatCount(skipped[1] - skipped[0] + 1)} 个……`,
          })}
        </text>
      )}
      {last.number > 1 && (
        <text className={styles.windowWordEnd} x={x(last.end) - (missing ? 30 : 0)} y={y}>
          {text({ en: `window ${formatCount(last.number)}`, zh: `窗口 ${formatCount(last.number)}` })}
        </text>
      )}
      {missing && (
        <g className={styles.missing}>
          <text className={styles.windowWordEnd} x={x(missing.end)} y={y}>
            ?
          </text>
        </g>
      )}
    </>
  )
}
