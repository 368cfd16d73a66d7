import { useId } from 'react'
import type { Shape, Unit } from '../../engine/index'
import { valueAt } from '../draw/cell-value'
import type { Values } from '../draw/snapshot'
import { useText } from '../language'
import styles from './LayerCard.module.css'
import { cellLabel } from './words'

interface Props {
  readonly label: string
  readonly values: Values | null
  readonly shape: Shape
  /** The unit the keyboard is on, if it is in this map. */
  readonly cursor: Unit | null
}

/**
 * A map for assistive technology: a picture by name, and where the keyboard is, a grid with its one active cell. The
 * strip is one Tab stop, so only that grid can be tabbed to.
 */
export function MapCell({ label, values, shape, cursor }: Props) {
  const t = useText()
  const cell = useId()
  if (!cursor) return <div role="img" aria-label={label} className={styles.map} />
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrow keys is a grid
      role="grid"
      className={styles.map}
      aria-label={label}
      aria-rowcount={shape.h}
      aria-colcount={shape.w}
      aria-activedescendant={cell}
      tabIndex={0}
      data-cursor
    >
      <tbody>
        <tr aria-rowindex={cursor.y + 1}>
          <td
            id={cell}
            aria-colindex={cursor.x + 1}
            aria-label={t(cellLabel(cursor, valueAt(values, shape, cursor), 3))}
          />
        </tr>
      </tbody>
    </table>
  )
}
