import type { Axis } from '../../engine/index'
import { formatCount } from '../format'
import { useText } from '../language'
import styles from './drawing.module.css'
import type { StripScale } from './strip-scale'
import { paddedEnd, type Row, tapsOf, valueAt, type WindowPlace, weightAt, windowValue } from './windows'

interface Props {
  readonly axis: Axis
  readonly scale: StripScale
  readonly kind: 'conv' | 'pool'
  readonly hidden: boolean
  readonly row: Row
  /** 0 for the first row. */
  readonly at: number
}

/** One window: its bracket, what it multiplies by, and its output at the right. */
export function WindowRow({ row, at, ...rest }: Props) {
  const text = useText()
  const { scale } = rest
  const top = scale.rowsTop + at * scale.pitch
  const middle = top + scale.pitch * 0.58
  if (row.kind === 'skipped') {
    return (
      <text className={styles.skipped} x={scale.label || scale.x(0)} y={middle}>
        {text(skipped(row.from, row.to))}
      </text>
    )
  }
  const { window } = row
  return (
    <g className={`${styles.window} ${styles[window.state]}`} data-part="window">
      {scale.label > 0 && (
        <text className={styles.windowWord} x={0} y={middle}>
          {text(numbered(window.number))}
        </text>
      )}
      <Bracket window={window} top={top} scale={scale} />
      <Taps window={window} middle={middle} {...rest} />
      <Outcome window={window} middle={middle} {...rest} />
    </g>
  )
}

const numbered = (n: number) => ({ en: `window ${formatCount(n)}`, zh: `窗口 ${formatCount(n)}` })

const skipped = (from: number, to: number) =>
  from === to
    ? { en: `⋮ window ${from}`, zh: `⋮ 窗口 ${from}` }
    : {
        en: `⋮ windows ${formatCount(from)} to ${formatCount(to)}`,
        zh: `⋮ 窗口 ${formatCount(from)} 到 ${formatCount(to)}`,
      }

/** Open towards the window it holds together; a leg is missing where the drawing begins later or ends earlier than the window. */
function Bracket({ window, top, scale }: { window: WindowPlace; top: number; scale: StripScale }) {
  const clipped = scale.x(window.start) < scale.label
  const left = Math.max(scale.label, scale.x(window.start) + 2)
  const open = window.end > scale.to
  const right = scale.x(open ? scale.to : window.end) - 2
  const leg = Math.min(14, scale.pitch * 0.25)
  const start = clipped ? `M${left} ${top + leg}` : `M${left} ${top}v${leg}`
  return <path className={styles.bracket} d={`${start}H${right}${open ? '' : `v${-leg}`}`} />
}

function Taps({ axis, scale, kind, window, middle }: Omit<Props, 'row' | 'at' | 'hidden'> & RowProps) {
  const projector = scale.look === 'projector'
  const side = Math.max(
    Math.min(scale.cell * 0.62, scale.pitch * 0.5, projector ? 48 : 30),
    projector ? 30 : 18,
  )
  const wide = Math.min(Math.max(side * 1.12, scale.cell * 0.8), scale.cell - 3, side * 1.5)
  const least = projector ? 22 : 11
  const end = paddedEnd(axis)
  return tapsOf(axis, window).map((cell, tap) => {
    const x = scale.x(cell) + scale.cell / 2
    if (x < scale.label || cell >= scale.to) return null
    const gone = cell >= end
    const lacking = gone && window.state === 'missing'
    const shown = lacking
      ? '?'
      : kind === 'conv'
        ? `×${weightAt(tap)}`
        : isPixel(axis, cell)
          ? valueAt(axis, cell)
          : '–'
    return (
      <g key={cell} className={gone ? styles.lackingTap : styles.tap} data-part="F">
        <rect x={x - wide / 2} y={middle - side / 2 + 3} width={wide} height={side} />
        {wide >= least * 1.6 && (
          <text x={x} y={middle + 3} fontSize={Math.max(least, Math.min(side * 0.52, wide * 0.5))}>
            {shown}
          </text>
        )}
      </g>
    )
  })
}

const projectorText = ({ look }: StripScale): number => (look === 'projector' ? 22 : 12)

const isPixel = (axis: Axis, cell: number): boolean => cell >= 0 && cell < axis.n

interface RowProps {
  readonly window: WindowPlace
  readonly middle: number
}

function Outcome({ axis, scale, kind, hidden, window, middle }: Omit<Props, 'row' | 'at'> & RowProps) {
  const y = middle + 2
  const from = scale.x(Math.min(window.end, scale.to)) + 6
  const to = scale.disc - scale.radius
  const missing = window.state === 'missing'
  return (
    <g data-part="output">
      {to - from > 8 && (
        <path className={styles.lead} d={`M${missing ? Math.max(from, to - 22) : from} ${y}H${to}`} />
      )}
      <circle className={styles.disc} cx={scale.disc} cy={y} r={scale.radius - 1.5} />
      <text
        className={styles.outcome}
        x={scale.disc}
        y={y}
        fontSize={Math.max(projectorText(scale), scale.radius * 0.76)}
      >
        {missing || hidden ? '?' : (windowValue(axis, window, kind) ?? '–')}
      </text>
    </g>
  )
}
