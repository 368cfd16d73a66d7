import { useMemo, useState } from 'react'
import type { Plan } from '../../engine/index'
import { Segmented } from '../controls/Segmented'
import type { ScaleMode } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import type { MapsShow } from '../network/strip.types'
import { FilterCanvas } from './FilterCanvas'
import styles from './FilterGrid.module.css'
import { makes, reading, words } from './filter-words'
import { filterScale, filterShape, filterValues, lookOf } from './filters'
import { ScaleLegend } from './ScaleLegend'

export interface FilterGridProps {
  readonly plan: Plan
  /** `pinned ?? snapshot`; null until the first frame. */
  readonly snapshot: Snapshot | null
  /** A conv or fc layer; for another the grid says that it has no filters. */
  readonly node: string
  /** With 'gradients' the gradients of the weights are shown. */
  readonly mapsShow: MapsShow
  /** 'map': every filter has a scale of its own. */
  readonly scale: ScaleMode
  /** Filter of the map that is pointed at or chosen: framed orange. A filter and its map are one thing seen twice. */
  readonly highlighted: number | null
  /** Input channel opened in the arithmetic: ringed in the highlighted row. */
  readonly channel: number | null
  /** Room in CSS pixels; the grid scrolls within it. */
  readonly width: number
  readonly height: number
  /** Names of the filters where they stand for classes: `(i) => 'bird'`. */
  nameOf?(filter: number): string
  /** Pointer over a filter; null when it leaves. */
  onHighlight(filter: number | null): void
  /** Click, tap or keys. `channel` is null where the channels are not shown one by one. */
  onChoose(filter: number, channel: number | null): void
}

/** The filters of a layer, 3×3 included, about a visible zero: the first in colour, deeper ones channel by channel. */
export function FilterGrid(props: FilterGridProps) {
  const { plan, snapshot, node, mapsShow, scale, highlighted, nameOf } = props
  const t = useText()
  const [byChannel, setByChannel] = useState(false)
  const shape = useMemo(() => filterShape(plan, node), [plan, node])
  const values = useMemo(() => filterValues(snapshot, node, mapsShow), [snapshot, node, mapsShow])
  const most = useMemo(() => filterScale(snapshot, node, mapsShow, scale), [snapshot, node, mapsShow, scale])
  if (!shape) return <p className={styles.reading}>{t(words.none)}</p>
  // Colours of a picture would say nothing of the sign of a gradient.
  const canColour = shape.readsColour && mapsShow === 'values'
  const look = lookOf(shape, byChannel || !canColour)
  return (
    <figure className={styles.figure}>
      <p className={styles.reading}>{t(reading(look, shape))}</p>
      {canColour && (
        <Segmented
          label={t(words.look)}
          hideLabel
          options={[
            { value: 'colour', label: t(words.inColour) },
            { value: 'channel', label: t(words.byChannel) },
          ]}
          value={byChannel ? 'channel' : 'colour'}
          onChange={(value) => setByChannel(value === 'channel')}
        />
      )}
      <FilterCanvas {...props} {...{ shape, values, most, look }} />
      <figcaption className={styles.caption}>
        {highlighted !== null && highlighted < shape.filters && (
          <p>{t(makes(highlighted, shape, values?.biases !== null, nameOf?.(highlighted)))}</p>
        )}
        {look === 'colour' ? (
          <p>{t(words.greyIsZero)}</p>
        ) : (
          <ScaleLegend meaning={mapsShow === 'values' ? 'value' : 'gradient'} most={most(highlighted ?? 0)} />
        )}
      </figcaption>
    </figure>
  )
}
