import { type FilterLayout, patchBox } from '../draw/filter-layout'
import styles from './FilterCanvas.module.css'
import type { FilterLook, FilterShape } from './filters'

interface Props {
  readonly layout: FilterLayout
  readonly look: FilterLook
  readonly shape: FilterShape
  readonly highlighted: number | null
  /** Channel opened in the arithmetic. */
  readonly opened: number | null
}

/** The filter of the chosen map framed orange, with its casing; the opened channel ringed in ink. */
export function FilterMarks({ layout, look, shape, highlighted, opened }: Props) {
  if (highlighted === null || highlighted >= shape.filters) return null
  const perFilter = look === 'rows' ? shape.channels : 1
  const first = patchBox(layout, highlighted * perFilter)
  const last = patchBox(layout, (highlighted + 1) * perFilter - 1)
  const row = `M${first.x - 1.5} ${first.y - 1.5}H${last.x + last.w + 1.5}V${last.y + last.h + 1.5}H${first.x - 1.5}z`
  const ring =
    opened === null || opened >= perFilter ? null : patchBox(layout, highlighted * perFilter + opened)
  return (
    <svg className={styles.marks} width={layout.width} height={layout.height} aria-hidden>
      <path className={styles.casing} d={row} />
      <path className={styles.row} d={row} />
      {ring && <rect className={styles.ring} x={ring.x} y={ring.y} width={ring.w} height={ring.h} />}
    </svg>
  )
}
