import type { Text } from '../text'
import { checkName, checkRange, checkRecord, checkWhole } from './check-settings'

/** How the rate goes on while training. */
export type Schedule =
  | { readonly type: 'constant' }
  /** Times `factor` after every `every` steps. */
  | { readonly type: 'step'; readonly every: number; readonly factor: number }
  /**
   * Down along half a cosine in `steps` steps, and then it stays there (Loshchilov & Hutter 2017, without restarts).
   * `floor`: the share of the rate that is left at the end, 0 … 1; default 0. A share, so that it follows a changed rate.
   */
  | { readonly type: 'cosine'; readonly steps: number; readonly floor?: number }

/** THE list of schedules. */
export const schedules = {
  constant: { name: { en: 'constant', zh: '不变' } },
  step: { name: { en: 'in steps', zh: '阶梯下降' } },
  cosine: { name: { en: 'half a cosine', zh: '余弦下降' } },
} as const satisfies Readonly<Record<Schedule['type'], { readonly name: Text }>>

/** Their names, in the order of the list. */
export const scheduleTypes = Object.keys(schedules) as readonly Schedule['type'][]

/** The rate of the step that comes after `step` steps: the first step of a run has the whole `rate`. */
export function rateAt(schedule: Schedule, rate: number, step: number): number {
  switch (schedule.type) {
    case 'constant':
      return rate
    case 'step':
      return rate * schedule.factor ** Math.floor(step / schedule.every)
    case 'cosine': {
      const { steps, floor = 0 } = schedule
      const gone = Math.min(1, step / steps)
      return rate * (floor + ((1 - floor) * (1 + Math.cos(Math.PI * gone))) / 2)
    }
    default:
      throw new RangeError(`no schedule '${schedule satisfies never}'`)
  }
}

const MOST_STEPS = Number.MAX_SAFE_INTEGER

/** Strangers' JSON → a schedule. Throws SpecError for what is unknown or out of range. */
export function checkSchedule(raw: unknown): Schedule {
  const words = { en: 'schedule of the rate', zh: '学习率计划' }
  const given = checkRecord(words, raw)
  const type = checkName(words, given.type, scheduleTypes)
  switch (type) {
    case 'constant':
      return { type }
    case 'step': {
      const every = checkWhole('every', given.every, 1, MOST_STEPS)
      return { type, every, factor: checkRange('factor', given.factor, 0, 1) }
    }
    case 'cosine': {
      const steps = checkWhole('steps', given.steps, 1, MOST_STEPS)
      const floor = given.floor === undefined ? 0 : checkRange('floor', given.floor, 0, 1)
      return { type, steps, floor }
    }
    default:
      throw new RangeError(`no schedule '${type satisfies never}'`)
  }
}
