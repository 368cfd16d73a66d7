import { useCallback, useMemo } from 'react'
import type { Plan, Text } from '../../engine/index'
import { colourScale } from '../draw/colour-scale'
import { paintMap } from '../draw/paint-map'
import { paintPixels } from '../draw/paint-pixels'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import { type Field, fieldOn, spokenField } from '../network/field'
import type { UnitAddress } from '../network/strip.types'
import { useTheme } from '../theme'
import styles from './PixelPicture.module.css'
import { type Paint, useCanvas } from './use-canvas'

export interface PixelPictureProps {
  readonly plan: Plan
  /** null until the first frame: an empty square of the same size. */
  readonly snapshot: Snapshot | null
  /** What it shows, for assistive technology: 'bird, test 559'. */
  readonly label: string
  /** Longer side, CSS pixels. */
  readonly size: number
  /** The unit whose receptive field is framed: `hovered ?? unit`. */
  readonly unit: UnitAddress | null
  /** The channels beneath, R, G and B, where there are three. */
  readonly showChannels?: boolean
}

/** The picture that the maps answer to, as the network is given it. */
export function PixelPicture({ plan, snapshot, label, size, unit, showChannels = false }: PixelPictureProps) {
  const t = useText()
  const { c, h, w } = plan.input
  const data = snapshot?.values('pixels', 'input')?.data ?? null
  const field = useMemo(() => unit && fieldOn(plan, unit, 'input'), [plan, unit])
  const paint = useCallback<Paint>(
    (context, atlas) => {
      if (data) paintPixels(atlas.pixels(w, h), data, c)
      else atlas.pixels(w, h).fill(0)
      show(context, atlas)
    },
    [data, c, h, w],
  )
  const canvas = useCanvas(paint, { width: w, height: h, dpr: 1 })
  const cell = size / Math.max(h, w)
  const spoken = field ? `${label}. ${t(spokenField(plan, field))}` : label
  return (
    <div className={styles.picture} style={{ width: w * cell }}>
      <div className={styles.frame} role="img" aria-label={spoken} style={{ height: h * cell }}>
        <canvas ref={canvas} className={styles.pixels} />
        {field && <FieldFrame field={field} cell={cell} />}
      </div>
      {showChannels && c === 3 && (
        <div className={styles.channels}>
          {names.map((name, channel) => (
            <ChannelTile key={name.en} {...{ data, h, w, channel }} name={t(name)} />
          ))}
        </div>
      )}
    </div>
  )
}

const names: readonly Text[] = [
  { en: 'R', zh: 'R' },
  { en: 'G', zh: 'G' },
  { en: 'B', zh: 'B' },
]

interface ChannelTileProps {
  readonly data: Float32Array | null
  readonly h: number
  readonly w: number
  readonly channel: number
  readonly name: string
}

/** One channel, black = 0. */
function ChannelTile({ data, h, w, channel, name }: ChannelTileProps) {
  const theme = useTheme()
  const paint = useCallback<Paint>(
    (context, atlas) => {
      const pixels = atlas.pixels(w, h)
      if (data) paintMap(pixels, 0, data, channel * h * w, h * w, colourScale(theme, 'pixel'), 255)
      else pixels.fill(0)
      show(context, atlas)
    },
    [data, channel, h, w, theme],
  )
  const canvas = useCanvas(paint, { width: w, height: h, dpr: 1 })
  return (
    <figure className={styles.channel}>
      <canvas ref={canvas} className={styles.pixels} role="img" aria-label={name} />
      <figcaption aria-hidden>{name}</figcaption>
    </figure>
  )
}

const show: Paint = (context, atlas) => {
  atlas.put()
  context.clearRect(0, 0, atlas.canvas.width, atlas.canvas.height)
  context.drawImage(atlas.canvas, 0, 0)
}

/** What the unit reads of the picture, clipped at its border; at least 5 px, so that it can be seen. */
function FieldFrame({ field: { cells }, cell }: { field: Field; cell: number }) {
  const [top, bottom] = cells.rows
  const [left, right] = cells.cols
  return (
    <span
      className={styles.field}
      style={{
        left: left * cell,
        top: top * cell,
        width: Math.max(5, (right - left + 1) * cell),
        height: Math.max(5, (bottom - top + 1) * cell),
      }}
    />
  )
}
