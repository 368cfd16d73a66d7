import { memo } from 'react'
import { type Box, type ColumnLayout, cellsBox, mapBox, unitBox } from '../draw/tile-box'
import type { Field } from '../network/field'
import type { Marks } from '../network/marks'
import styles from './MapMarks.module.css'

interface Props {
  readonly layout: ColumnLayout
  /** What is in sight of the column: `height` from `top` on. */
  readonly width: number
  readonly height: number
  readonly top: number
  readonly marks: Marks
}

const LEAST_FRAME = 5 // px: a window of one cell of a fine map would not be seen
const RING = 5 // radius, px

/** Frames over the maps of a layer. Each has a casing beneath it, so that it shows on every fill. */
export const MapMarks = memo(function MapMarks({ layout, width, height, top, marks }: Props) {
  const { field, unit, chosenMap, hoveredMap } = marks
  if (!field && !unit && chosenMap === null && hoveredMap === null) return null
  return (
    <svg
      className={styles.marks}
      style={{ top }}
      {...{ width, height }}
      viewBox={`0 ${top} ${width} ${height}`}
      aria-hidden
    >
      {field && <Cased shape={framePath(layout, field)} className={styles.window} />}
      {hoveredMap !== null && (
        <path className={styles.hovered} d={rectPath(grown(mapBox(layout, hoveredMap), 1))} />
      )}
      {chosenMap !== null && (
        <Cased shape={rectPath(grown(mapBox(layout, chosenMap), 1.25))} className={styles.chosen} />
      )}
      {/* where the unit is the whole tile, its outline says so and a ring would hide its digits */}
      {unit && layout.shape.h * layout.shape.w > 1 && (
        <Cased shape={ringPath(unitBox(layout, unit))} className={styles.ring} />
      )}
    </svg>
  )
})

function Cased({ shape, className }: { shape: string; className: string }) {
  return (
    <>
      <path className={`${className} ${styles.casing}`} d={shape} />
      <path className={className} d={shape} />
    </>
  )
}

/** The same window on every map that is read: one path for all. */
function framePath(layout: ColumnLayout, { cells, channel }: Field): string {
  const channels = channel === null ? Array.from({ length: layout.shape.c }, (_, c) => c) : [channel]
  return channels.map((c) => rectPath(cellsBox(layout, c, cells, LEAST_FRAME))).join('')
}

const grown = ({ x, y, w, h }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  w: w + 2 * by,
  h: h + 2 * by,
})

const rectPath = ({ x, y, w, h }: Box): string => `M${x} ${y}h${w}v${h}h${-w}z`

function ringPath({ x, y, w, h }: Box): string {
  const cx = x + w / 2
  const cy = y + h / 2
  return `M${cx - RING} ${cy}a${RING} ${RING} 0 1 1 ${2 * RING} 0a${RING} ${RING} 0 1 1 ${-2 * RING} 0z`
}
