import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMoreBelow } from '../controls/use-more-below'
import { type FilterLayout, patchBox } from '../draw/filter-layout'
import { paintFilters } from '../draw/paint-filters'
import { useText } from '../language'
import { useTheme } from '../theme'
import styles from './FilterCanvas.module.css'
import type { FilterGridProps } from './FilterGrid'
import { FilterMarks } from './FilterMarks'
import { layoutOf, perFilterOf, sceneOf } from './filter-scene'
import { filterLabel, words } from './filter-words'
import type { FilterLook, FilterShape, FilterValues } from './filters'
import { type Paint, useCanvas } from './use-canvas'
import { useDpr } from './use-dpr'
import { useFilterEvents } from './use-filter-events'

export interface FilterCanvasProps extends FilterGridProps {
  readonly shape: FilterShape
  readonly values: FilterValues | null
  readonly look: FilterLook
  most(filter: number): number
}

/** The drawn grid: one canvas that scrolls, numbers and names beside the patches, and one Tab stop with arrows inside. */
export function FilterCanvas(props: FilterCanvasProps) {
  const { node, shape, values, look, most, mapsShow, highlighted, channel, width, height, nameOf } = props
  const t = useText()
  const theme = useTheme()
  const dpr = useDpr()
  const option = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const named = nameOf !== undefined && look !== 'rows'
  const layout = useMemo(
    () => layoutOf(shape, look, { width, height }, named),
    [shape, look, width, height, named],
  )
  const viewport = Math.min(height, layout.height)
  const paint = useCallback<Paint>(
    (context, atlas) => {
      const scene = sceneOf({ shape, look, values, most, mapsShow, layout, theme, dpr })
      paintFilters(context, atlas, scene, top, viewport)
    },
    [shape, look, values, most, mapsShow, layout, theme, dpr, top, viewport],
  )
  const canvas = useCanvas(paint, { width: layout.width, height: viewport, dpr })
  const current = Math.min(highlighted ?? 0, shape.filters - 1)
  useShown(scroller, top, layout, current * perFilterOf(look, shape), viewport)
  const { more, look: lookBelow } = useMoreBelow(scroller)
  const events = useFilterEvents(props, layout, current)
  const opened = look === 'rows' ? channel : null
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={t(words.filters)}
      aria-activedescendant={option}
      tabIndex={0}
      className={styles.scroller}
      style={{ width, height: viewport }}
      data-node={node}
      data-more={more || undefined}
      onScroll={() => {
        setTop(scroller.current?.scrollTop ?? 0)
        lookBelow()
      }}
      {...events}
    >
      <div className={styles.content} style={{ width: layout.width, height: layout.height }}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          style={{ top, width: layout.width, height: viewport }}
        />
        <PatchWords {...{ layout, shape, look, top, viewport, nameOf }} />
        <FilterMarks {...{ layout, look, shape, highlighted, opened }} />
        <div
          id={option}
          role="option"
          tabIndex={-1}
          aria-selected={highlighted !== null}
          aria-setsize={shape.filters}
          aria-posinset={current + 1}
          aria-label={t(
            filterLabel(current, opened, values?.biases?.data[current] ?? null, nameOf?.(current)),
          )}
        />
      </div>
    </div>
  )
}

/** Brings the highlighted filter into sight when another one is. */
function useShown(
  scroller: { readonly current: HTMLDivElement | null },
  top: number,
  layout: FilterLayout,
  patch: number,
  viewport: number,
): void {
  const scrolledTo = useRef(top)
  scrolledTo.current = top // asked for, the page would be laid out at once
  useEffect(() => {
    const { y } = patchBox(layout, patch)
    const element = scroller.current
    if (!element) return
    if (y < scrolledTo.current) element.scrollTop = y - 2
    else if (y + layout.pitchY > scrolledTo.current + viewport)
      element.scrollTop = y + layout.pitchY - viewport
  }, [scroller, layout, patch, viewport])
}

interface PatchWordsProps {
  readonly layout: FilterLayout
  readonly shape: FilterShape
  readonly look: FilterLook
  readonly top: number
  readonly viewport: number
  nameOf?(filter: number): string
}

const LINE = 13 // px

/** Numbers before the rows, or names beneath the patches; only those in sight. */
function PatchWords({ layout, shape, look, top, viewport, nameOf }: PatchWordsProps) {
  const byRow = look === 'rows'
  const perLine = byRow ? 1 : layout.columns
  const first = Math.max(0, Math.floor(top / layout.pitchY)) * perLine
  const end = Math.min(shape.filters, Math.ceil((top + viewport) / layout.pitchY) * perLine)
  if (!byRow && !nameOf) return null
  // Rows that are lower than a digit are numbered where there is room.
  const every = byRow ? Math.ceil(LINE / layout.pitchY) : 1
  const inSight = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  const worded = inSight.filter((filter) => (filter + 1) % every === 0)
  return worded.map((filter) => {
    const { x, y, w, h } = patchBox(layout, byRow ? filter * layout.columns : filter)
    return byRow ? (
      <span
        key={filter}
        className={styles.number}
        style={{ top: y + h / 2, width: layout.left - 4 }}
        aria-hidden
      >
        {filter + 1}
      </span>
    ) : (
      <span key={filter} className={styles.name} style={{ left: x, top: y + h, width: w }} aria-hidden>
        {nameOf?.(filter)}
      </span>
    )
  })
}
