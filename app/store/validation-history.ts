import type { History } from './lab.types'

/** Judged samples over a run: all of them at first, then every second, every fourth …; the newest is always among them. */
export interface ValidationKeeper {
  add(taken: Sample): void
  cutBack(step: number): void
  read(): readonly Sample[]
}

type Sample = History['validation'][number]

/** Each is a mark of its own on a chart a few hundred pixels wide. */
export const MOST_SAMPLES = 250

export function createValidationHistory(): ValidationKeeper {
  /** Samples 0, spacing, 2·spacing … and the newest, which may stand between. */
  let kept: readonly Sample[] = []
  let spacing = 1
  /** How many have been taken. */
  let count = 0

  const lastStandsBetween = (): boolean => kept.length > 0 && (count - 1) % spacing !== 0

  return {
    add(taken) {
      kept = [...(lastStandsBetween() ? kept.slice(0, -1) : kept), taken]
      count++
      if (kept.length < MOST_SAMPLES) return
      spacing *= 2
      kept = kept.filter((_, i) => i % 2 === 0 || i === kept.length - 1)
    },
    cutBack(step) {
      const left = kept.filter((taken) => taken.step <= step)
      if (left.length === kept.length) return
      kept = left
      if (left.length === 0) spacing = 1
      count = left.length === 0 ? 0 : (left.length - 1) * spacing + 1
    },
    read: () => kept,
  }
}
