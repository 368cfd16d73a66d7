/** How threads look: pure numbers, so that the strip and an exhibit draw the same thread. */
export interface ThreadStyle {
  readonly width: number // px, 0.8 … 4.4
  readonly dashed: boolean // a negative contribution
}

const THINNEST = 0.8
const THICKEST = 4.4

/** One style per contribution: width by its share of the largest. */
export function threadStyles(contributions: readonly number[]): readonly ThreadStyle[] {
  const largest = Math.max(0, ...contributions.map(Math.abs))
  return contributions.map((part) => ({
    width: largest > 0 ? THINNEST + (THICKEST - THINNEST) * (Math.abs(part) / largest) : THINNEST,
    dashed: part < 0,
  }))
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Leaves and arrives level, as reading goes. */
export function threadPath(from: Point, to: Point): string {
  const bend = (to.x - from.x) / 2
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`
}
