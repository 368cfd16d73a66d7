import type { Axis } from '../../engine/index'
import { useText } from '../language'
import styles from './drawing.module.css'
import type { StripScale } from './strip-scale'
import { type Cell, valueAt } from './windows'

interface Props {
  readonly axis: Axis
  readonly scale: StripScale
  readonly cells: readonly Cell[]
  readonly hatch: string
}

/** The cells of the strip with their index above: pixels with a digit, padding with its 0, and places that are nothing. */
export function CellRow({ cells, ...rest }: Props) {
  const text = useText()
  return (
    <g>
      {rest.scale.label > 0 && (
        <text className={styles.indexWord} x={0} y={rest.scale.cellsTop - 9}>
          {text(counted)}
        </text>
      )}
      {cells.map((cell) => (
        <CellSquare key={cell.index} cell={cell} {...rest} />
      ))}
    </g>
  )
}

function CellSquare({ cell, axis, scale, hatch }: Omit<Props, 'cells'> & { cell: Cell }) {
  const text = useText()
  const x = scale.x(cell.index)
  const side = scale.cell
  const middle = { x: x + side / 2, y: scale.cellsTop + side / 2 }
  const unread = !cell.read && cell.kind !== 'none'
  const inner = { x: x + 1, y: scale.cellsTop + 1, width: side - 2, height: side - 2 }
  return (
    <g
      className={styles[cell.kind]}
      data-part={cell.kind === 'pixel' ? 'W' : cell.kind === 'padding' ? 'P' : undefined}
    >
      {cell.index >= 0 && isNumbered(cell.index, side, scale.look) && (
        <text className={styles.index} x={middle.x} y={scale.cellsTop - 9}>
          {cell.index}
        </text>
      )}
      <rect
        className={unread ? styles.unread : styles.square}
        {...inner}
        fill={unread ? `url(#${hatch})` : undefined}
      />
      {cell.kind === 'none' ? (
        <text className={styles.noneWord} {...middle}>
          {side >= (scale.look === 'projector' ? 66 : 40) ? text(none) : '–'}
        </text>
      ) : (
        <text
          className={styles.digit}
          {...middle}
          fontSize={Math.max(scale.look === 'projector' ? 22 : 12, side * 0.36)}
        >
          {valueAt(axis, cell.index)}
        </text>
      )}
    </g>
  )
}

/** Every index where there is room for its digits, else every second or fifth. */
function isNumbered(index: number, side: number, look: StripScale['look']): boolean {
  const digits = String(index).length * (look === 'projector' ? 14 : 8)
  return side > digits + 4 || index % (2 * side > digits + 4 ? 2 : 5) === 0
}

const counted = { en: 'pixel, from 0', zh: '编号，从 0 起' }
const none = { en: 'none', zh: '无' }
