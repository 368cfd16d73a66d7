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
  context.fillText(inFiveSigns(value), at.x + at.w / 2, at.y + at.h / 2)
}

/** 1.23, −12.3, 123; what two decimals would make nothing of (a gradient) by its power of ten: −3e−5. */
export function inFiveSigns(value: number): string {
  const size = Math.abs(value)
  if (value !== 0 && size < 0.005) return value.toExponential(0).replaceAll('-', '−')
  return formatFixed(value, size < 10 ? 2 : size < 100 ? 1 : 0)
}
