import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react'
import type { Text, Unit } from '../../engine/index'
import type { Meaning } from '../draw/colour-scale'
import type { Cells, ColumnLayout } from '../draw/tile-box'
import { useText } from '../language'
import type { Marks } from '../network/marks'
import { MapColumn } from './MapColumn'
import { useDpr } from './use-dpr'
import { useOnScreen } from './use-on-screen'

export interface Cell {
  readonly y: number
  readonly x: number
}

export interface MapTileProps {
  /** One map, `[h][w]`; null while there is no frame. */
  readonly data: Float32Array | null
  readonly h: number
  readonly w: number
  /** Longer side, CSS pixels. */
  readonly size: number
  readonly meaning: Meaning
  /** Value at the end of the scale. */
  readonly most: number
  /** What the map is, for assistive technology: "conv 3". */
  readonly title: Text
  /** The chosen cell: ringed, spoken, moved by the arrow keys. */
  readonly cell: Cell | null
  /** Cells that are framed blue: a window, a receptive field. */
  readonly field?: Cells | null
  /** Green outline. */
  readonly chosen?: boolean
  onPoint?(cell: Cell | null): void
  onPick?(cell: Cell): void
}

/** One map that stands alone: a column of one. */
export function MapTile(props: MapTileProps) {
  const {
    data,
    h,
    w,
    size,
    meaning,
    most,
    title,
    cell,
    field = null,
    chosen = false,
    onPoint,
    onPick,
  } = props
  const t = useText()
  const root = useRef<HTMLElement>(null)
  const onScreen = useOnScreen(root)
  const dpr = useDpr()
  const layout = useMemo<ColumnLayout>(
    () => ({ shape: { c: 1, h, w }, slot: size, side: size, pitch: size + 2, left: 1, dpr }),
    [h, w, size, dpr],
  )
  const cursor = useMemo<Unit>(() => ({ c: 0, y: cell?.y ?? h >> 1, x: cell?.x ?? w >> 1 }), [cell, h, w])
  const marks = useMemo<Marks>(
    () => ({
      field: field && { cells: field, whole: field, channel: 0 },
      unit: cell && { c: 0, ...cell },
      chosenMap: chosen ? 0 : null,
      hoveredMap: null,
    }),
    [field, cell, chosen],
  )
  const end = useCallback(() => most, [most])
  const move = (event: KeyboardEvent): void => {
    const [down, right] = arrows[event.key] ?? [0, 0]
    if (down === 0 && right === 0) return
    event.preventDefault()
    event.stopPropagation()
    onPick?.({ y: clamp(cursor.y + down, h), x: clamp(cursor.x + right, w) })
  }
  return (
    <figure ref={root} aria-label={t(title)} onKeyDown={move}>
      <MapColumn
        {...{ data, layout, meaning, title, cursor, marks, onScreen }}
        width={size + 2}
        height={size + 2}
        most={end}
        onPoint={(unit) => onPoint?.(unit)}
        onPick={(unit) => onPick?.(unit)}
      />
    </figure>
  )
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at))
