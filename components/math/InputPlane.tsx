import { type Axis, readPixels } from '../../engine/index'
import styles from './drawing.module.css'
import type { PictureScale } from './picture-scale'
import type { PlaneAxes } from './WindowPicture'
import { type WindowPlace, windowAt } from './windows'

interface Props {
  readonly axes: PlaneAxes
  readonly scale: PictureScale
  readonly hatch: string
}

/** The input seen from above: pixels, the padding around them, the windows, and hatched what no window reads. */
export function InputPlane({ axes, scale, hatch }: Props) {
  const { x, y } = axes
  const [left, top] = [scale.x(0), scale.y(0)]
  const [width, height] = [x.n * scale.perCell, y.n * scale.perCell]
  const padding = {
    x: scale.x(-x.before),
    y: scale.y(-y.before),
    width: (x.n + x.before + x.after) * scale.perCell,
    height: (y.n + y.before + y.after) * scale.perCell,
  }
  return (
    <g>
      {x.before + x.after + y.before + y.after > 0 && (
        <rect className={styles.paddingFrame} data-part="P" {...padding} />
      )}
      <g data-part="W">
        <rect className={styles.ground} x={left} y={top} {...{ width, height }} />
        {scale.grid && <GridLines axes={axes} scale={scale} />}
        <Unread {...{ axes, scale, hatch }} />
      </g>
      <Frames axes={axes} scale={scale} />
      <rect className={styles.plane} data-part="W" x={left} y={top} {...{ width, height }} />
    </g>
  )
}

function GridLines({ axes: { x, y }, scale }: Omit<Props, 'hatch'>) {
  const columns = Array.from(
    { length: x.n - 1 },
    (_, i) => `M${scale.x(i + 1)} ${scale.y(0)}V${scale.y(y.n)}`,
  )
  const rows = Array.from({ length: y.n - 1 }, (_, i) => `M${scale.x(0)} ${scale.y(i + 1)}H${scale.x(x.n)}`)
  return <path className={styles.gridLines} d={[...columns, ...rows].join('')} />
}

/**
 * Runs of columns and rows that no window reads, as bands across the picture: hatched behind the last window; paler
 * between the windows and in the gaps of a dilated filter, where a hatch would cover the whole picture.
 */
function Unread({ axes: { x, y }, scale, hatch }: Props) {
  const columns = unreadRuns(readPixels(x)).filter(
    ([a, b]) => scale.grid || b === x.n || (b - a) * scale.perCell >= 1,
  )
  const rows = unreadRuns(readPixels(y)).filter(
    ([a, b]) => scale.grid || b === y.n || (b - a) * scale.perCell >= 1,
  )
  const least = scale.grid ? 0 : 2 // a pixel of a large picture would not be seen
  const look = (axis: Axis, end: number) =>
    end === axis.n ? { fill: `url(#${hatch})` } : { className: styles.skippedPixels }
  return (
    <>
      {columns.map(([a, b]) => {
        const width = Math.max(least, (b - a) * scale.perCell)
        return (
          <rect
            key={`c${a}`}
            x={scale.x(b) - width}
            y={scale.y(0)}
            width={width}
            height={y.n * scale.perCell}
            {...look(x, b)}
          />
        )
      })}
      {rows.map(([a, b]) => {
        const height = Math.max(least, (b - a) * scale.perCell)
        return (
          <rect
            key={`r${a}`}
            x={scale.x(0)}
            y={scale.y(b) - height}
            width={x.n * scale.perCell}
            height={height}
            {...look(y, b)}
          />
        )
      })}
    </>
  )
}

/** [from, to) of each stretch of zeros. */
export function unreadRuns(read: Uint8Array): [number, number][] {
  const runs: [number, number][] = []
  read.forEach((is, i) => {
    if (is === 1) return
    const last = runs[runs.length - 1]
    if (last && last[1] === i) last[1] = i + 1
    else runs.push([i, i + 1])
  })
  return runs
}

const MOST_NUMBERED = 36

interface Framed {
  readonly number: number
  readonly across: WindowPlace
  readonly down: WindowPlace
}

/** Windows that do not overlap are all drawn and numbered; of others the first, its neighbour and the last. */
function Frames({ axes, scale }: Omit<Props, 'hatch'>) {
  const { outColumns: columns, outRows: rows } = scale
  if (columns < 1 || rows < 1) return null
  const framed = (column: number, row: number): Framed => ({
    number: row * columns + column + 1,
    across: windowAt(axes.x, column),
    down: windowAt(axes.y, row),
  })
  const first = framed(0, 0)
  const apart =
    first.across.end - first.across.start <= axes.x.s && first.down.end - first.down.start <= axes.y.s
  const all = apart && columns * rows <= MOST_NUMBERED && axes.x.s * scale.perCell >= 14
  if (all) {
    const windows = Array.from({ length: columns * rows }, (_, i) =>
      framed(i % columns, Math.floor(i / columns)),
    )
    const inside = (first.across.end - first.across.start) * scale.perCell
    return windows.map((window) => (
      <Frame key={window.number} window={window} scale={scale} strong numbered={inside >= LEAST_NUMBERED} />
    ))
  }
  const last = framed(columns - 1, rows - 1)
  const next = columns > 1 ? framed(1, 0) : rows > 1 ? framed(0, 1) : null
  return (
    <>
      {last.number > 1 && <Frame window={last} scale={scale} />}
      {next && next.number !== last.number && <Frame window={next} scale={scale} />}
      <Frame window={first} scale={scale} strong />
    </>
  )
}

interface FrameProps {
  readonly window: Framed
  readonly scale: PictureScale
  readonly strong?: boolean
  readonly numbered?: boolean
}

function Frame({ window, scale, strong, numbered }: FrameProps) {
  const { across, down, number } = window
  const [x, y] = [scale.x(across.start), scale.y(down.start)]
  const width = (across.end - across.start) * scale.perCell
  const height = (down.end - down.start) * scale.perCell
  if (Math.min(width, height) < LEAST_FRAME) {
    // A speck to scale: its place still shows where it is dense.
    return (
      <rect
        className={styles.speck}
        data-part="window"
        {...{ x, y }}
        width={Math.max(3, width)}
        height={Math.max(3, height)}
      />
    )
  }
  const box = { x: x + 2.5, y: y + 2.5, width: width - 5, height: height - 5 }
  return (
    <g data-part="window">
      <rect className={styles.casing} {...box} />
      <rect className={strong ? styles.frame : styles.frameQuiet} {...box} />
      {numbered && (
        <text className={styles.frameNumber} x={x + width / 2} y={y + height / 2}>
          {number}
        </text>
      )}
    </g>
  )
}

const LEAST_NUMBERED = 24 // pixels; a number wider than its frame would cover it
const LEAST_FRAME = 11 // pixels; below it a frame closes over its own inside
