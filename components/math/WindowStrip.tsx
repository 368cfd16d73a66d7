import { useId } from 'react'
import type { Axis, Measure, Text } from '../../engine/index'
import { formatCount } from '../format'
import { useText } from '../language'
import { CellRow } from './CellRow'
import styles from './drawing.module.css'
import { Hatch } from './Hatch'
import { type StripLook, stripScale } from './strip-scale'
import { WindowRow } from './WindowRow'
import { cellsOf, type Row, rowsOf, stripRange, type WindowPlace, windowAt } from './windows'

interface Props {
  readonly axis: Axis
  /** W, or H where the columns are drawn. */
  readonly letter: 'W' | 'H'
  readonly measure: Measure
  readonly kind: 'conv' | 'pool'
  /** CSS pixels to draw in. */
  readonly width: number
  readonly look?: StripLook
  /** Only these cells and windows: the enlarged end of a long strip. Default: everything. */
  readonly part?: {
    readonly word: Text // 'the end'
    readonly from: number
    readonly to: number
    readonly windows: readonly WindowPlace[]
  }
  /** The symbol pointed at; what it counts is framed, all else fades. */
  readonly lit?: string | null
  /** Outputs are question marks until the answer is shown. */
  readonly hidden?: boolean
  readonly description: string
}

/** Every cell of one row of the input, each window with its weights beneath it, and what each gives. */
export function WindowStrip(props: Props) {
  const { axis, letter, measure, kind, width, look = 'page', part, lit = null, hidden = false } = props
  const text = useText()
  const hatch = useId()
  const [from, to] = part ? [part.from, part.to] : stripRange(axis, measure)
  const cells = cellsOf(axis, measure, from, to, !hidden)
  const rows: Row[] = part
    ? part.windows.map((window) => ({ kind: 'window', window }))
    : rowsOf(axis, measure, MOST_ROWS)
  const scale = stripScale(cells.length, from, rows.length, width, look, part !== undefined)
  const shared = { axis, scale, kind, hidden, hatch }
  return (
    <svg
      className={`${styles.drawing} ${styles[look]}`}
      data-lit={lit ?? undefined}
      width={scale.width}
      height={scale.height}
      viewBox={`0 0 ${scale.width} ${scale.height}`}
      role="img"
      aria-label={props.description}
    >
      <Hatch id={hatch} />
      {scale.label > 0 && (
        <text className={styles.inputWord} x={0} y={scale.cellsTop + scale.cell / 2}>
          {text(part ? part.word : words.input)}
          {!part && (
            <tspan className={styles.quiet}>
              {' '}
              {letter} = {formatCount(axis.n)}
            </tspan>
          )}
        </text>
      )}
      <text className={styles.outputWord} x={scale.disc} y={scale.cellsTop + scale.cell / 2}>
        {text(words.output)}
      </text>
      <CellRow cells={cells} {...shared} />
      <Jump axis={axis} scale={scale} count={rows.length} from={from} />
      {rows.map((row, i) => (
        <WindowRow key={row.kind === 'window' ? row.window.number : 'skipped'} row={row} at={i} {...shared} />
      ))}
    </svg>
  )
}

const MOST_ROWS = 5

const words = { input: { en: 'input', zh: '输入' }, output: { en: 'output', zh: '输出' } }

/** The stride as a dimension line between the starts of two windows; seen only while S is pointed at. */
function Jump({
  axis,
  scale,
  count,
  from,
}: {
  axis: Axis
  scale: ReturnType<typeof stripScale>
  count: number
  from: number
}) {
  const first = windowAt(axis, 0).start
  if (count < 2 || first < from) return null
  const y = scale.cellsTop + scale.cell + 8
  const [a, b] = [scale.x(first), scale.x(first + axis.s)]
  return (
    <g className={styles.jump}>
      <path d={`M${a} ${y - 4}v8M${b} ${y - 4}v8M${a} ${y}H${b}`} />
      <text x={b + 6} y={y}>
        S = {axis.s}
      </text>
    </g>
  )
}
