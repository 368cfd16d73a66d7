import { type CSSProperties, memo, useId } from 'react'
import type { Text, Unit } from '../../engine/index'
import { valueAt } from '../draw/cell-value'
import type { Meaning } from '../draw/colour-scale'
import { type ColumnLayout, mapBox } from '../draw/tile-box'
import { useText } from '../language'
import styles from './MapColumn.module.css'
import { cellLabel, mapLabel, saidOf } from './map-words'

interface MapTilesProps {
  readonly layout: ColumnLayout
  readonly title: Text
  readonly cursor: Unit | null
  /** The layer's numbers, only where the cursor is: the other tiles do not change with each frame. */
  readonly data: Float32Array | null
  readonly meaning: Meaning
  /** The maps in sight: first … end − 1. */
  readonly first: number
  readonly end: number
}

/**
 * The maps for assistive technology: a picture by name each, and where the keyboard is, a grid with its one active cell.
 * A strip is one Tab stop, so only that grid can be tabbed to.
 */
export const MapTiles = memo(function MapTiles(props: MapTilesProps) {
  const { layout, title, cursor, data, meaning, first, end } = props
  const t = useText()
  const inSight = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  // The map that has the keyboard is there wherever the column is scrolled to.
  const channels = cursor && (cursor.c < first || cursor.c >= end) ? [...inSight, cursor.c] : inSight
  const isUnit = layout.shape.h * layout.shape.w === 1
  return channels.map((c) => {
    const { x, y, w, h } = mapBox(layout, c)
    const label = t(mapLabel(title, c, isUnit))
    const style = { left: x, top: y, width: w, height: h }
    return cursor?.c === c ? (
      <CursorGrid key={c} {...{ label, style, layout, data, meaning, cursor }} />
    ) : (
      <div key={c} role="img" aria-label={label} className={styles.map} {...{ style }} />
    )
  })
})

interface CursorGridProps {
  readonly label: string
  readonly style: CSSProperties
  readonly layout: ColumnLayout
  readonly data: Float32Array | null
  readonly meaning: Meaning
  readonly cursor: Unit
}

function CursorGrid({ label, style, layout: { shape }, data, meaning, cursor }: CursorGridProps) {
  const t = useText()
  const cell = useId()
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrow keys is a grid
      role="grid"
      className={styles.map}
      style={style}
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
            aria-label={t(cellLabel(cursor, saidOf(valueAt(data, shape, cursor), meaning, 3)))}
          />
        </tr>
      </tbody>
    </table>
  )
}
