import type { Atlas } from './atlas'
import { type ColourScale, css, zeroOf } from './colour-scale'
import { paintDigits } from './paint-digits'
import { isAllZero, paintMap } from './paint-map'
import type { Inks } from './theme'
import { type Box, type ColumnLayout, slotTop, tileBox } from './tile-box'

/** What a column of maps shows. */
export interface ColumnScene {
  /** Planar `[c][h][w]`; null: no frame yet, tiles are empty. */
  readonly data: Float32Array | null
  readonly layout: ColumnLayout
  readonly colours: ColourScale
  /** End of the scale, per channel. */
  most(channel: number): number
  readonly inks: Inks
}

/** Paints what is on screen: the column scrolled by `top` CSS pixels, `height` high. The context is in device pixels. */
export function paintColumn(
  context: CanvasRenderingContext2D,
  atlas: Atlas,
  scene: ColumnScene,
  top: number,
  height: number,
): void {
  const { shape, pitch, dpr } = scene.layout
  const first = Math.max(0, Math.floor(top / pitch))
  const end = Math.min(shape.c, Math.ceil((top + height) / pitch))
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  if (end <= first) return
  if (scene.data) fillAtlas(atlas, scene, scene.data, first, end)
  context.imageSmoothingEnabled = false
  const box = tileBox(scene.layout)
  for (let c = first; c < end; c++) {
    const place = devicePixels(box, scene.layout.left, slotTop(scene.layout, c) - top, dpr)
    const { x, y, w, h } = place
    if (scene.data) {
      context.drawImage(atlas.canvas, 0, (c - first) * shape.h, shape.w, shape.h, x, y, w, h)
    } else {
      context.fillStyle = css(zeroOf(scene.colours))
      context.fillRect(x, y, w, h)
    }
    outline(context, scene, c, place)
    if (scene.data && shape.h * shape.w === 1) {
      paintDigits(context, place, dpr, scene.data[c], scene.colours, scene.most(c))
    }
  }
}

const devicePixels = (box: Box, left: number, top: number, dpr: number): Box => ({
  x: Math.round((left + box.x) * dpr),
  y: Math.round((top + box.y) * dpr),
  w: Math.round(box.w * dpr),
  h: Math.round(box.h * dpr),
})

function fillAtlas(
  atlas: Atlas,
  { layout: { shape }, colours, most }: ColumnScene,
  data: Float32Array,
  first: number,
  end: number,
): void {
  const { h, w } = shape
  const size = h * w
  const pixels = atlas.pixels(w, h * (end - first))
  for (let c = first; c < end; c++) {
    paintMap(pixels, (c - first) * size, data, c * size, size, colours, most(c))
  }
  atlas.put()
}

/** A hair around each tile; dashed where every number is zero: a dead map is told from a pale one. */
function outline(
  context: CanvasRenderingContext2D,
  { data, layout, inks, colours }: ColumnScene,
  c: number,
  at: Box,
) {
  const size = layout.shape.h * layout.shape.w
  const dead = data !== null && isAllZero(data, c * size, size)
  const line = Math.max(1, Math.round(layout.dpr))
  context.lineWidth = line
  context.strokeStyle = dead ? inks.ink3 : inks.hair
  context.setLineDash(dead ? [3 * line, 2 * line] : [])
  if (dead) {
    context.fillStyle = css(zeroOf(colours))
    context.fillRect(at.x, at.y, at.w, at.h)
  }
  context.strokeRect(at.x - line / 2, at.y - line / 2, at.w + line, at.h + line)
}
