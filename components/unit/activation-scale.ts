import type { Layer } from '../../engine/index'
import { activatedAll, ends } from './activation'

export interface PlotScale {
  x(value: number): number // px
  y(value: number): number
  /** From −reach to reach. */
  readonly curve: string
  readonly ends: readonly [number, number] | null
}

const POINTS = 64
const MARGIN = 8 // px: the point and its casing stay on the plot

/** How far the axis goes around 0 while z is small: a curve that bends needs room to show both ends. */
const LEAST = { straight: 1, bent: 3 }

/** The scale grows with z, so that the point is always on the plot, and never jumps. */
export function plotScale(layer: Layer, z: number, { w, h }: { w: number; h: number }): PlotScale {
  const found = ends(layer)
  const least = found ? LEAST.bent : LEAST.straight
  const size = Math.abs(z)
  const reach = size > 0 && size < Number.POSITIVE_INFINITY ? size / Math.tanh(size / least) : least
  const xs = Array.from({ length: POINTS + 1 }, (_, i) => reach * ((2 * i) / POINTS - 1))
  const ys = activatedAll(layer, xs)
  const [low, high] = found ?? [Math.min(0, ys[0]), ys[POINTS]]
  const across = (w / 2 - MARGIN) / reach
  const room = (h - 2 * MARGIN) / (high - low)
  // Straight pieces keep their angle; a curve with two ends uses the height.
  const [ux, uy] = found ? [across, room] : [Math.min(across, room), Math.min(across, room)]
  const x = (value: number): number => w / 2 + value * ux
  const y = (value: number): number => h - MARGIN - (value - low) * uy
  const points = xs.map((value, i) => `${x(value).toFixed(1)} ${y(ys[i]).toFixed(1)}`)
  return { x, y, curve: `M${points.join('L')}`, ends: found }
}
