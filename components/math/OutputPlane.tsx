import styles from './drawing.module.css'
import { type PictureScale, volumeLines } from './picture-scale'
import type { PlaneAxes } from './WindowPicture'

interface Props {
  readonly axes: PlaneAxes
  readonly scale: PictureScale
  readonly hidden: boolean
  readonly volume: string
}

const MOST_CELLS = 400
const LEAST_CELL = 5 // pixels; smaller ones run together

/** Cells wide enough for the last number, which has the most digits. */
const isNumbered = ({ outCell, outColumns, outRows }: PictureScale): boolean =>
  outCell >= 6 + 10 * String(outColumns * outRows).length

/** One cell per window, numbered like them where there is room; large outputs as a square to scale. */
export function OutputPlane({ axes, scale, hidden, volume }: Props) {
  const { outLeft, outTop, outCell, outColumns, outRows, middle } = scale
  const refused = axes.across.problem !== null || axes.down.problem !== null
  const [width, height] = [outColumns * outCell, outRows * outCell]
  const cells = outColumns * outRows
  if (hidden || cells < 1) {
    return (
      <text className={styles.unknown} x={outLeft + 14} y={middle}>
        ?
      </text>
    )
  }
  const word = { x: Math.max(outLeft + width / 2, outLeft + 30), y: outTop + height + scale.wordGap }
  return (
    <g data-part="output" className={refused ? styles.refused : undefined}>
      {cells <= MOST_CELLS && outCell >= LEAST_CELL ? (
        Array.from({ length: cells }, (_, i) => i + 1).map((number) => (
          <OutputCell key={number} number={number} scale={scale} />
        ))
      ) : (
        <rect className={styles.outPlane} x={outLeft} y={outTop} {...{ width, height }} />
      )}
      {!refused && (
        <text className={styles.volumeWord} x={word.x} y={word.y}>
          {volumeLines(volume).map((line, i) => (
            <tspan key={line} x={word.x} dy={i * scale.wordLine}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  )
}

function OutputCell({ number, scale }: { number: number; scale: PictureScale }) {
  const x = scale.outLeft + ((number - 1) % scale.outColumns) * scale.outCell
  const y = scale.outTop + Math.floor((number - 1) / scale.outColumns) * scale.outCell
  const side = scale.outCell - 2
  return (
    <>
      <rect
        className={isNumbered(scale) ? styles.outPlane : styles.outSpeck}
        x={x + 1}
        y={y + 1}
        width={side}
        height={side}
      />
      {isNumbered(scale) && (
        <text className={styles.outNumber} x={x + scale.outCell / 2} y={y + scale.outCell / 2}>
          {number}
        </text>
      )}
    </>
  )
}
