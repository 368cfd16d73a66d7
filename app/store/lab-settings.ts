import {
  checkUpdate,
  DEFAULT_DEVIATION,
  defaultInitialisation,
  type Initialisation,
  type Optimiser,
  type Schedule,
  type Update,
  updateRules,
  type ZooEntry,
} from '../../engine/index'
import type { LabLink, LabState } from './lab.types'

/** Update rule, schedule and initialisation: unions in the state, one flat list of keys in a link. */

/** Momentum 0 is plain gradient descent: it keeps no state. */
export const updateOf = (rate: number, momentum: number): Update =>
  momentum === 0 ? { type: 'sgd', rate } : { type: 'momentum', rate, momentum }

/** Steps along the gradient itself, or a sum of gradients, and so may be given a momentum or lose it. */
export const isPlain = (type: Optimiser): type is 'sgd' | 'momentum' | 'nesterov' =>
  type === 'sgd' || type === 'momentum' || type === 'nesterov'

/** Another rule in place of one. Those that step along the gradient itself share a rate; those that scale it begin with their own. */
export function updateInPlaceOf(before: Update, type: Optimiser): Update {
  if (before.type === type) return before
  const rate = isPlain(type) && isPlain(before.type) ? before.rate : updateRules[type].rate
  return checkUpdate({ type, rate })
}

/** Where no rule is named, the momentum says which. A preset's rate is one for the gradient itself, not for its scaled kin. */
export function updateFrom(link: LabLink, preset: ZooEntry['training']): Update {
  const { rule: type, rho, beta1, beta2, epsilon } = link
  const { rate, momentum = preset.momentum } = link
  if (type === undefined) return updateOf(rate ?? preset.rate, momentum)
  const first = isPlain(type) ? preset.rate : updateRules[type].rate
  return checkUpdate({ type, rate: rate ?? first, momentum, rho, beta1, beta2, epsilon })
}

/** What a schedule begins with when it is chosen. */
export const scheduleOf = {
  constant: { type: 'constant' },
  step: { type: 'step', every: 1000, factor: 0.5 },
  cosine: { type: 'cosine', steps: 10_000, floor: 0 },
} as const satisfies { readonly [Type in Schedule['type']]: Extract<Schedule, { type: Type }> }

export function scheduleFrom(link: LabLink): Schedule {
  const { schedule: type = 'constant' } = link
  if (type === 'constant') return scheduleOf.constant
  if (type === 'step') {
    const { every = scheduleOf.step.every, factor = scheduleOf.step.factor } = link
    return { type, every, factor }
  }
  const { steps = scheduleOf.cosine.steps, floor = scheduleOf.cosine.floor } = link
  return { type, steps, floor }
}

/** What an initialisation begins with when it is chosen. Scores start small where weights are fitted to their fan-in. */
export const initialisationOf = {
  he: defaultInitialisation,
  xavier: { type: 'xavier', scores: defaultInitialisation.scores },
  normal: { type: 'normal', deviation: DEFAULT_DEVIATION },
  constant: { type: 'constant', value: 0 },
} as const satisfies Readonly<Record<Initialisation['type'], Initialisation>>

export function initialisationFrom(link: LabLink): Initialisation {
  const { init: type = 'he', deviation = DEFAULT_DEVIATION, value = 0, biases } = link
  const start = biases === undefined ? {} : { biases }
  if (type === 'constant') return { type, value, ...start }
  if (type === 'normal') return { type, deviation, ...start }
  return { ...initialisationOf[type], ...start }
}

/** The way back: what leads to these settings. */
export function settingsToLink({ settings, initialisation }: LabState): LabLink {
  const { type: rule, ...update } = settings.update
  const { type: schedule, ...course } = settings.schedule
  return {
    loss: settings.loss,
    rule,
    ...update,
    schedule,
    ...course,
    ...initialisationToLink(initialisation),
  }
}

function initialisationToLink(initialisation: Initialisation): LabLink {
  const { type: init, biases } = initialisation
  const start = biases === undefined ? { init } : { init, biases }
  if (initialisation.type === 'constant') return { ...start, value: initialisation.value }
  const { type, deviation = DEFAULT_DEVIATION } = initialisation
  return type === 'normal' ? { ...start, deviation } : start
}

/** Keys of a link that its rule, schedule and initialisation know nothing of. */
export function strayKeys(link: LabLink): readonly (keyof LabLink)[] {
  const { rule = 'momentum', schedule = 'constant', init = 'he' } = link
  const known = new Set<string>([
    ...Object.keys(updateRules[rule].settings),
    ...Object.keys(scheduleOf[schedule]),
    ...Object.keys(initialisationOf[init]),
  ])
  return dependent.filter((key) => link[key] !== undefined && !known.has(key))
}

const dependent = [
  'momentum',
  'rho',
  'beta1',
  'beta2',
  'epsilon',
  'every',
  'factor',
  'steps',
  'floor',
  'deviation',
  'value',
] as const satisfies readonly (keyof LabLink)[]
