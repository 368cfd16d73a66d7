import type { Text } from '../text'
import { checkName, checkRange, checkRecord } from './check-settings'

/**
 * THE list of update rules. `state`: numbers that a rule remembers for each parameter; `rate`: one to begin with; `settings`:
 * what it takes beside the rate, with the defaults of the literature. `rho`, `beta1`, `beta2`: shares of the past that running means keep.
 */
export const updateRules = {
  sgd: { name: { en: 'SGD', zh: '随机梯度下降 (SGD)' }, state: 0, rate: 0.01, settings: {} },
  /** Polyak 1964. */
  momentum: { name: { en: 'momentum', zh: '动量' }, state: 1, rate: 0.01, settings: { momentum: 0.9 } },
  /** Nesterov 1983, in the form of Sutskever et al. 2013. */
  nesterov: {
    name: { en: 'Nesterov momentum', zh: 'Nesterov 动量' },
    state: 1,
    rate: 0.01,
    settings: { momentum: 0.9 },
  },
  /** Duchi et al. 2011. */
  adagrad: { name: { en: 'Adagrad', zh: 'Adagrad' }, state: 1, rate: 0.01, settings: { epsilon: 1e-8 } },
  /** Hinton's lecture 6e, 2012. */
  rmsprop: {
    name: { en: 'RMSProp', zh: 'RMSProp' },
    state: 1,
    rate: 0.001,
    settings: { rho: 0.9, epsilon: 1e-8 },
  },
  /** Zeiler 2012; his rate is 1. */
  adadelta: {
    name: { en: 'Adadelta', zh: 'Adadelta' },
    state: 2,
    rate: 1,
    settings: { rho: 0.95, epsilon: 1e-6 },
  },
  /** Kingma & Ba 2015. */
  adam: {
    name: { en: 'Adam', zh: 'Adam' },
    state: 2,
    rate: 0.001,
    settings: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  },
} as const satisfies Readonly<Record<string, UpdateRuleEntry>>

interface UpdateRuleEntry {
  readonly name: Text
  readonly state: 0 | 1 | 2
  readonly rate: number
  readonly settings: Readonly<Partial<Record<UpdateSetting, number>>>
}

/** An update rule of the list, by name. */
export type Optimiser = keyof typeof updateRules
/** What some rule takes beside its rate. */
export type UpdateSetting = keyof typeof settingRanges

/** Their names, in the order of the list. */
export const optimisers = Object.keys(updateRules) as readonly Optimiser[]

/** What the engine takes. A running mean that keeps all of its past never begins, and Adam would divide by zero. */
const settingRanges = {
  momentum: [0, 1],
  rho: [0, 0.999999],
  beta1: [0, 0.999999],
  beta2: [0, 0.999999],
  epsilon: [0, 1],
} as const

type SettingsOf<Type extends Optimiser> = {
  readonly [Name in keyof (typeof updateRules)[Type]['settings']]: number
}

/** Which rule moves the weights, and its settings; those left out have the defaults of `updateRules`. */
export type UpdateSpec = {
  [Type in Optimiser]: { readonly type: Type; readonly rate: number } & Partial<SettingsOf<Type>>
}[Optimiser]

/** The same with every default filled in. */
export type Update = {
  [Type in Optimiser]: { readonly type: Type; readonly rate: number } & SettingsOf<Type>
}[Optimiser]

const words: Text = { en: 'update rule', zh: '更新规则' }

/**
 * Strangers' settings → an update rule with every default filled in. Settings of other rules are left out. Throws SpecError
 * for an unknown rule and for what is no number or out of range.
 */
export function checkUpdate(raw: unknown): Update {
  const given = checkRecord(words, raw)
  const type = checkName(words, given.type, optimisers)
  const rate = checkRange('rate', given.rate, 0, Number.MAX_VALUE)
  const read = (name: UpdateSetting, absent: number): number =>
    given[name] === undefined
      ? absent
      : checkRange(name, given[name], settingRanges[name][0], settingRanges[name][1])
  switch (type) {
    case 'sgd':
      return { type, rate }
    case 'momentum':
    case 'nesterov':
      return { type, rate, momentum: read('momentum', updateRules[type].settings.momentum) }
    case 'adagrad':
      return { type, rate, epsilon: read('epsilon', updateRules[type].settings.epsilon) }
    case 'rmsprop':
    case 'adadelta': {
      const { rho, epsilon } = updateRules[type].settings
      return { type, rate, rho: read('rho', rho), epsilon: read('epsilon', epsilon) }
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = updateRules[type].settings
      const betas = { beta1: read('beta1', beta1), beta2: read('beta2', beta2) }
      return { type, rate, ...betas, epsilon: read('epsilon', epsilon) }
    }
    default:
      throw new RangeError(`no update rule '${type satisfies never}'`)
  }
}
