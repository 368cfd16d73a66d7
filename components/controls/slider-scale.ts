/** Where a value sits on a slider, and what a place on it means. */
export interface SliderScale {
  readonly min: number
  readonly max: number
  readonly step: number
  toPlace(value: number): number
  toValue(place: number): number
}

export function linearScale(min: number, max: number, step: number): SliderScale {
  return { min, max, step, toPlace: (value) => value, toValue: (place) => place }
}

/** A thousand places on a logarithmic track; a place means two significant digits, so that it can be read aloud. */
export function logScale(min: number, max: number): SliderScale {
  const span = Math.log(max / min)
  const within = (value: number) => Math.min(max, Math.max(min, value))
  return {
    min: 0,
    max: 1000,
    step: 1,
    toPlace: (value) => Math.round((Math.log(within(value) / min) / span) * 1000),
    toValue: (place) => within(Number((min * Math.exp((place / 1000) * span)).toPrecision(2))),
  }
}

/** One press of an arrow key. On a logarithmic scale the next of 1, 1.5, 2, 3, 5, 7 of its decade; else one step. */
export function nextValue(value: number, by: number, step: number, kind: 'linear' | 'log'): number {
  if (kind === 'log') return nextOfDecade(value, Math.sign(by))
  return Number((value + by * step).toPrecision(12)) // 0.1 + 0.2 is 0.3 here
}

const MANTISSAS = [0.7, 1, 1.5, 2, 3, 5, 7, 10, 15]

function nextOfDecade(value: number, direction: number): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  const steps = MANTISSAS.map((m) => Number((m * decade).toPrecision(2)))
  const further = direction > 0 ? steps.find((s) => s > value) : steps.findLast((s) => s < value)
  return further ?? value
}
