type Point = readonly [x: number, y: number] // px

// Thousandths of a pixel: more digits only make the path longer. (`toFixed` takes ten times as long.)
const thousandths = (value: number): number => Math.round(value * 1000) / 1000
const write = ([x, y]: Point): string => `${thousandths(x)},${thousandths(y)}`

/** The `d` of a line from point to point; a single one is closed, so that its round end is drawn. */
export const linePath = (points: readonly Point[]): string =>
  points.length === 0 ? '' : `M${points.map(write).join('L')}${points.length === 1 ? 'Z' : ''}`

/** The `d` of a circle around each point: one element, however many there are. */
export const circlesPath = (points: readonly Point[], radius: number): string =>
  points
    .map(
      ([x, y]) =>
        `M${write([x - radius, y])}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`,
    )
    .join('')

/** The `d` of what lies between two lines over the same columns. */
export const bandPath = (upper: readonly Point[], lower: readonly Point[]): string =>
  upper.length === 0 ? '' : `M${[...upper, ...lower.toReversed()].map(write).join('L')}Z`
