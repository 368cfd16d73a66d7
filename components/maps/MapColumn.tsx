import { type MouseEvent, memo, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Text, Unit } from '../../engine/index'
import { colourScale, type Meaning } from '../draw/colour-scale'
import { hitTest } from '../draw/hit-test'
import { paintColumn } from '../draw/paint-column'
import { inks } from '../draw/theme'
import { COUNT_LINE, type ColumnLayout } from '../draw/tile-box'
import { useText } from '../language'
import type { Marks } from '../network/marks'
import { useTheme } from '../theme'
import styles from './MapColumn.module.css'
import { MapMarks } from './MapMarks'
import { MapTiles } from './MapTiles'
import { mapsInSight } from './map-words'
import { type Paint, useCanvas } from './use-canvas'

export interface MapColumnProps {
  /** Planar `[c][h][w]`; null while there is no frame. */
  readonly data: Float32Array | null
  readonly layout: ColumnLayout
  readonly width: number
  readonly height: number
  readonly meaning: Meaning
  /** End of the scale, per channel; a new function where the scale has changed. */
  most(channel: number): number
  /** Nothing is painted off screen. */
  readonly onScreen: boolean
  /** Whose maps these are: "conv 3". */
  readonly title: Text
  /** Unit that the keyboard is on, if it is in this layer; its map is brought into sight. */
  readonly cursor: Unit | null
  /** Frames and rings over the maps. */
  readonly marks: Marks
  onPoint(unit: Unit | null): void
  onPick(unit: Unit): void
  onScroll?(top: number): void
}

const RIM = 1 // px, for the outlines of the tiles

/** All maps of a layer, one beneath another, on one canvas that scrolls within its card. */
export const MapColumn = memo(function MapColumn(props: MapColumnProps) {
  const { data, layout, width, meaning, most, onScreen, title, cursor, marks, onScroll } = props
  const theme = useTheme()
  const scroller = useRef<HTMLDivElement>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const content = layout.shape.c * layout.pitch
  const height = content > props.height ? props.height - COUNT_LINE : props.height
  // Another network may have fewer maps than were scrolled past; a canvas further down would hold the scroll there.
  const top = Math.max(0, Math.min(scrollTop, content - height))
  // The canvas is only as wide as the tiles with their outlines: what it holds is copied with each frame.
  const [left, across] = [layout.left - RIM, layout.slot + 2 * RIM]
  const paint = useCallback<Paint>(
    (context, atlas) => {
      const scene = {
        data,
        layout: { ...layout, left: RIM },
        most,
        colours: colourScale(theme, meaning),
        inks: inks[theme],
      }
      paintColumn(context, atlas, scene, top, height)
    },
    [data, layout, most, theme, meaning, top, height],
  )
  const canvas = useCanvas(paint, { width: across, height, dpr: layout.dpr }, onScreen)
  const show = cursor?.c ?? null
  const scrolledTo = useRef(top)
  scrolledTo.current = top // asked for, the page would be laid out at once
  useEffect(() => {
    const to = show === null ? null : topShowing(show, layout.pitch, scrolledTo.current, height)
    if (to !== null && scroller.current) scroller.current.scrollTop = to
  }, [show, layout.pitch, height])

  useEffect(() => onScroll?.(top), [onScroll, top])
  return (
    <>
      <div
        ref={scroller}
        className={styles.column}
        style={{ width, height }}
        // Browsers make a scroller a Tab stop of its own: the maps are walked by keys, and the scroller follows.
        tabIndex={-1}
        data-scrolls={content > height || undefined}
        onScroll={() => setScrollTop(scroller.current?.scrollTop ?? 0)}
        {...usePointing(props)}
      >
        <div className={styles.content} style={{ height: content }}>
          <canvas
            ref={canvas}
            className={styles.canvas}
            style={{ width: across, height, top, left }}
            aria-hidden
          />
          <MapTiles
            meaning={meaning}
            {...{ layout, title, cursor }}
            data={cursor ? data : null}
            first={Math.max(0, Math.floor(top / layout.pitch))}
            end={Math.min(layout.shape.c, Math.ceil((top + height) / layout.pitch))}
          />
          <MapMarks {...{ layout, width, height, top, marks }} />
        </div>
      </div>
      {content > height && <Count {...{ layout, top, height }} />}
    </>
  )
})

/** 1–10/16: which maps are in sight, and of how many. */
function Count({
  layout: { shape, pitch },
  top,
  height,
}: Pick<MapColumnProps, 'layout' | 'height'> & { top: number }) {
  const t = useText()
  const [first, last] = [top, top + height].map((edge) => Math.round(edge / pitch))
  return (
    <p className={styles.count} title={t(mapsInSight(first + 1, last, shape.c))}>
      {first + 1}–{last}/{shape.c}
    </p>
  )
}

/** Where the column is to be scrolled for a map to be in sight; null: it is. */
function topShowing(channel: number, pitch: number, top: number, height: number): number | null {
  const at = channel * pitch
  if (at < top) return at
  return at + pitch > top + height ? at + pitch - height : null
}

/** Pointer → unit. A finger only taps: hovering is the mouse's. */
function usePointing({ layout, onPoint, onPick }: MapColumnProps) {
  const last = useRef('')
  const find = (event: { clientX: number; clientY: number; currentTarget: HTMLDivElement }): Unit | null => {
    const { currentTarget: column } = event
    const edge = column.getBoundingClientRect()
    return hitTest(layout, event.clientX - edge.left, event.clientY - edge.top + column.scrollTop)
  }
  const point = (unit: Unit | null): void => {
    const key = unit ? `${unit.c}/${unit.y}/${unit.x}` : ''
    if (key === last.current) return
    last.current = key
    onPoint(unit)
  }
  return {
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (event.pointerType !== 'touch') point(find(event))
    },
    onPointerLeave: () => point(null),
    onClick: (event: MouseEvent<HTMLDivElement>) => {
      const unit = find(event)
      if (unit) onPick(unit)
    },
  }
}
