import type { Atlas } from './atlas'
import { type ColourScale, colourOf, css, zeroOf } from './colour-scale'
import { type FilterLayout, patchBox } from './filter-layout'
import { paintMap } from './paint-map'
import { paintFilterInColour } from './paint-pixels'
import type { Inks } from './theme'
import type { Box } from './tile-box'

export interface FilterScene {
  /** `[filters][channels][h][w]`; null: no frame yet. */
  readonly weights: Float32Array | null
  /** One a filter, drawn at the end of its row; null where there are none or they are not shown. */
  readonly biases: Float32Array | null
  readonly inColour: boolean
  /** Patches a filter has in the grid: 1, or one per channel. */
  readonly perFilter: number
  readonly filters: number
  readonly h: number
  readonly w: number
  readonly layout: FilterLayout
  readonly colours: ColourScale
  readonly inks: Inks
  readonly dpr: number
  /** End of the scale, per filter. */
  most(filter: number): number
}

/** Paints what is on screen of a grid of filters scrolled by `top`; the context is in device pixels. */
export function paintFilters(
  context: CanvasRenderingContext2D,
  atlas: Atlas,
  scene: FilterScene,
  top: number,
  height: number,
): void {
  const { layout, filters, perFilter } = scene
  const total = filters * perFilter
  const first = Math.max(0, Math.floor(top / layout.pitchY)) * layout.columns
  const end = Math.min(total, Math.ceil((top + height) / layout.pitchY) * layout.columns)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  if (end <= first) return
  fillAtlas(atlas, scene, first, end)
  context.imageSmoothingEnabled = false
  for (let i = first; i < end; i++) {
    const at = onCanvas(patchBox(layout, i), top, scene.dpr)
    context.drawImage(atlas.canvas, 0, (i - first) * scene.h, scene.w, scene.h, at.x, at.y, at.w, at.h)
    if (scene.perFilter === 1) outline(context, scene, at) // channels of a row are told apart by the gap
  }
  if (scene.biases) paintBiases(context, scene, scene.biases, first, end, top)
}

function onCanvas({ x, y, w, h }: Box, top: number, dpr: number): Box {
  return {
    x: Math.round(x * dpr),
    y: Math.round((y - top) * dpr),
    w: Math.round(w * dpr),
    h: Math.round(h * dpr),
  }
}

function fillAtlas(atlas: Atlas, scene: FilterScene, first: number, end: number): void {
  const { weights, perFilter, inColour, h, w, colours, most } = scene
  const plane = h * w
  const pixels = atlas.pixels(w, h * (end - first))
  if (!weights) pixels.fill(zeroOf(colours))
  for (let i = first; weights && i < end; i++) {
    const at = (i - first) * plane
    const limit = most(Math.floor(i / perFilter))
    if (inColour) paintFilterInColour(pixels, at, weights, i * 3 * plane, plane, limit)
    else paintMap(pixels, at, weights, i * plane, plane, colours, limit)
  }
  atlas.put()
}

function outline(context: CanvasRenderingContext2D, { inks, dpr }: FilterScene, at: Box): void {
  const line = Math.max(1, Math.round(dpr))
  context.lineWidth = line
  context.strokeStyle = inks.hair
  context.strokeRect(at.x - line / 2, at.y - line / 2, at.w + line, at.h + line)
}

const BIAS = 8 // px, side of the cell
export const BIAS_ROOM = 18

function paintBiases(
  context: CanvasRenderingContext2D,
  scene: FilterScene,
  biases: Float32Array,
  first: number,
  end: number,
  top: number,
): void {
  const { perFilter, layout, colours, dpr, most } = scene
  for (let filter = Math.floor(first / perFilter); filter * perFilter < end; filter++) {
    const last = patchBox(layout, (filter + 1) * perFilter - 1)
    const box = { x: last.x + last.w + 8, y: last.y + (last.h - BIAS) / 2, w: BIAS, h: BIAS }
    const at = onCanvas(box, top, dpr)
    context.fillStyle = css(colourOf(colours, biases[filter], most(filter)))
    context.fillRect(at.x, at.y, at.w, at.h)
    outline(context, scene, at)
  }
}
