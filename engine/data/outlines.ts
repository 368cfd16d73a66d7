/**
 * The outlines of the Shapes set as signed distances: how far (x, y) lies outside, negative inside, for a shape of radius 1 about
 * the origin, y downwards. Near the outline the distance is good enough to smooth it over one pixel.
 */
export type Outline = (x: number, y: number) => number

const circle: Outline = (x, y) => Math.hypot(x, y) - 1

const box = (x: number, y: number, halfWidth: number, halfHeight: number): number => {
  const dx = Math.abs(x) - halfWidth
  const dy = Math.abs(y) - halfHeight
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0)
}

const square: Outline = (x, y) => box(x, y, 0.82, 0.82)

/** Equilateral, one corner up: the largest of the distances from three edges. */
const triangle: Outline = (x, y) =>
  Math.max(y - 0.6, Math.abs(x) * Math.cos(Math.PI / 6) - y * Math.sin(Math.PI / 6) - 0.6)

const cross: Outline = (x, y) => Math.min(box(x, y, 1, 0.34), box(x, y, 0.34, 1))

const ring: Outline = (x, y) => Math.abs(Math.hypot(x, y) - 0.75) - 0.25

const STAR_INNER = 0.42

/** Five corners at radius 1, five at STAR_INNER; folded into one tenth of a turn, where the outline is one straight edge. */
const star: Outline = (x, y) => {
  const tenth = Math.PI / 5
  const turn = Math.abs(((Math.atan2(x, -y) / tenth + 11) % 2) - 1) // 1 at a corner, 0 between two
  const angle = (1 - turn) * tenth
  const radius = Math.hypot(x, y)
  const [px, py] = [radius * Math.cos(angle), radius * Math.sin(angle)]
  const [ix, iy] = [STAR_INNER * Math.cos(tenth), STAR_INNER * Math.sin(tenth)]
  const [ex, ey] = [1 - ix, -iy]
  return ((py - iy) * ex - (px - ix) * ey) / Math.hypot(ex, ey)
}

/** Two lobes on a corner standing on its point. */
const heart: Outline = (x, y) => {
  const lobe = Math.hypot(Math.abs(x) - 0.45, y + 0.3) - 0.52
  const tip = Math.max(Math.abs(x) * 0.72 + y * 0.69 - 0.5, -y - 0.32)
  return Math.min(lobe, tip)
}

/** By label, as in sets.ts; the three patterns are patches of a square. */
export const outlines: readonly Outline[] = [
  circle,
  square,
  triangle,
  cross,
  ring,
  star,
  heart,
  square,
  square,
  square,
]
