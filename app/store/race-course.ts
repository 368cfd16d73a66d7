import {
  checkSession,
  MEMORY_LIMIT,
  type Optimiser,
  type Plan,
  SpecError,
  type Text,
  type Update,
} from '../../engine/index'
import type { TrainSettings } from '../../engine/protocol'
import type { LabState } from './lab.types'
import type { Course, Racer } from './race.types'

export const courseOf = ({
  preset,
  plan,
  seed,
  set,
  augment,
  initialisation,
  settings,
}: LabState): Course => ({
  ...{ preset, plan, seed, set, augment, initialisation, settings },
})

/** What decides the curves beside the rules, as one text. A plan follows from preset and loss. */
function fingerprint({ preset, seed, set, augment, initialisation, settings }: Course): string {
  const { loss, schedule, l2, batch } = settings
  return JSON.stringify([preset, seed, set, augment, initialisation, loss, schedule, l2, batch])
}

/** Whether the Lab would begin another race by now. */
export const isOtherCourse = (course: Course, lab: LabState): boolean =>
  fingerprint(course) !== fingerprint(courseOf(lab))

export const settingsFor = ({ settings }: Course, update: Update): TrainSettings => ({
  ...settings,
  update,
  stepsPerSecond: null,
})

/** All networks of a race live in one worker beside the Lab's own. */
export function tooMany({ plan, settings }: Course, lab: LabState, racers: readonly Racer[]): Text | null {
  const bytes = (planned: Plan, batch: number, optimiser: Optimiser): number =>
    checkSession(planned, { batch, optimiser }).total
  try {
    const own = bytes(lab.plan, lab.settings.batch, lab.settings.update.type)
    const total = racers.reduce((sum, { rule }) => sum + bytes(plan, settings.batch, rule), own)
    return total <= MEMORY_LIMIT ? null : overLimit(racers.length)
  } catch (error) {
    if (error instanceof SpecError) return error.text
    throw error
  }
}

const overLimit = (count: number): Text => ({
  en: `${count} networks of this size would need more than 1 GiB. Take one out of the race, or make the batch smaller.`,
  zh: `${count} 个这样大的网络需要超过 1 GiB 的内存。请减少参赛的规则，或减小批大小。`,
})
