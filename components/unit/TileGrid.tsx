import { type PointerEvent, useEffect, useRef } from 'react'
import { colourOf, colourScale } from '../draw/colour-scale'
import { useTheme } from '../theme'
import styles from './NumberGrid.module.css'

interface Props {
  readonly label: string
  readonly size: readonly [number, number]
  readonly values: readonly number[]
  readonly reach: number
  readonly pointed: number | null
  onPoint(cell: number | null): void
}

/** The same cells as pixels, for windows too large for digits; enlarged by a whole factor to about 110 px. */
export function TileGrid({ label, size, values, reach, pointed, onPoint }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const [rows, columns] = size
  const zoom = Math.max(1, Math.floor(112 / Math.max(rows, columns)))
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const scale = colourScale(theme, 'value')
    const image = context.createImageData(columns, rows)
    const packed = new Uint32Array(image.data.buffer)
    values.forEach((value, i) => {
      packed[i] = colourOf(scale, value, reach)
    })
    context.putImageData(image, 0, 0)
  }, [theme, values, reach, rows, columns])
  const cellAt = ({ nativeEvent }: PointerEvent) =>
    Math.min(rows - 1, Math.floor(nativeEvent.offsetY / zoom)) * columns +
    Math.min(columns - 1, Math.floor(nativeEvent.offsetX / zoom))
  return (
    <div className={styles.tiles}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        width={columns}
        height={rows}
        style={{ width: columns * zoom, height: rows * zoom }}
        onPointerDown={(event) => onPoint(cellAt(event))}
        onPointerMove={(event) => onPoint(cellAt(event))}
        onPointerLeave={({ pointerType }) => pointerType !== 'touch' && onPoint(null)}
      />
      {pointed !== null && (
        <i
          style={{
            left: (pointed % columns) * zoom,
            top: Math.floor(pointed / columns) * zoom,
            width: zoom,
            height: zoom,
          }}
        />
      )}
    </div>
  )
}
