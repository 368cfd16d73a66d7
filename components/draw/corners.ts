import type { Point } from './threads'

/** A line along these points with round corners. */
export const corneredPath = (points: readonly Point[], radius: number): string =>
  points
    .map((point, i) => {
      const next = points[i + 1]
      if (i === 0 || !next) return `${i === 0 ? 'M' : 'L'}${point.x} ${point.y}`
      const [start, end] = [points[i - 1], next].map((other) => towards(point, other, radius))
      return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`
    })
    .join('')

/** The point so far from a corner; half way where the other end is near. */
function towards(corner: Point, end: Point, radius: number): Point {
  const [dx, dy] = [end.x - corner.x, end.y - corner.y]
  const length = Math.hypot(dx, dy)
  const share = length === 0 ? 0 : Math.min(radius / length, 0.5)
  return { x: corner.x + dx * share, y: corner.y + dy * share }
}
