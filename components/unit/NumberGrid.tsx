import type { CSSProperties } from 'react'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import { formatCell, formatTight } from './format-cell'
import styles from './NumberGrid.module.css'
import { useSignedFill } from './signed-fill'
import { TileGrid } from './TileGrid'
import { words } from './unit-words'

export type Frame = 'input' | 'filter' | 'product'

/** More taps than this a side and digits no longer fit: the cells become pixels, the pointed one is read out. */
export const MOST_DIGITS = 5

interface Props {
  readonly frame: Frame
  readonly caption: string
  readonly label: string // for assistive technology: 'patch of pool 1, channel 5'
  readonly size: readonly [number, number] // rows, columns
  readonly values: readonly number[] // row-major
  /** |value| at which the colour is fullest. */
  readonly reach: number
  /** Cells that lie in the padding. */
  readonly padding?: readonly boolean[]
  readonly pointed: number | null
  onPoint(cell: number | null): void
}

export const captionClass: Readonly<Record<Frame, string>> = {
  input: styles.inputCaption,
  filter: styles.filterCaption,
  product: styles.productCaption,
}

/** Values in a frame of their role: blue what is read, orange what it is multiplied by, grey the products. */
export function NumberGrid(props: Props) {
  const { frame, caption, label, size } = props
  const digits = Math.max(...size) <= MOST_DIGITS
  return (
    <figure className={styles.figure}>
      <div className={`${styles.frame} ${styles[frame]}`}>
        {digits ? <Cells {...props} /> : <TileGrid {...props} />}
      </div>
      <figcaption
        className={`${styles.caption} ${captionClass[frame]}`}
        title={label === caption ? undefined : label}
      >
        {caption}
      </figcaption>
    </figure>
  )
}

function Cells({ label, size, values, reach, padding, pointed, onPoint }: Props) {
  const fill = useSignedFill(reach)
  const t = useText()
  const [rows, columns] = size
  const tight = columns > 3
  return (
    <table
      className={styles.cells}
      data-tight={tight || undefined}
      style={{ '--columns': columns } as CSSProperties}
      aria-label={label}
      // a finger that is lifted leaves its cell read out
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && onPoint(null)}
    >
      <tbody>
        {Array.from({ length: rows }, (_, y) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of a window is its index
          <tr key={y}>
            {values.slice(y * columns, (y + 1) * columns).map((value, x) => {
              const cell = y * columns + x
              const outside = padding?.[cell]
              return (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: so is a cell
                  key={x}
                  style={outside ? undefined : fill(value)}
                  data-padding={outside || undefined}
                  data-pointed={cell === pointed || undefined}
                  title={outside ? t(words.padding) : formatSignificant(value, 6)}
                  onPointerEnter={() => onPoint(cell)}
                >
                  {tight ? formatTight(value) : formatCell(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
