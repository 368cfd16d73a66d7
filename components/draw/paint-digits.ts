import { formatFixed } from '../format'
import { type ColourScale, colourOf } from './colour-scale'
import { digitColour } from './contrast'
import type { Box } from './tile-box'

const LEAST_WIDTH = 30 // CSS pixels that "−1.23" needs at 11 px

/** The value of a unit that is a map of its own (fully connected), written on its cell. `at` is in device pixels. */
export function paintDigits(
  context: CanvasRenderingContext2D,
  at: Box,
  dpr: number,
  value: number,
  colours: ColourScale,
  most: number,
): void {
  if (at.w < LEAST_WIDTH * dpr) return
  context.font = `${11 * dpr}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = digitColour(colourOf(colours, value, most))
  context.fillText(
    formatFixed(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0),
    at.x + at.w / 2,
    at.y + at.h / 2,
  )
}
