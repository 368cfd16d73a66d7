import type { Text } from '../text'
import { checkName, checkRange, checkRecord } from './check-settings'

/** How weights are drawn before the first step. Fan-in and fan-out: as in `ParameterSpec`. */
export type Initialisation = (
  | {
      /**
       * Normal, of mean 0. `he`: variance 2/fanIn (He et al. 2015: what a ReLU halves is made up for). `xavier`: 2/(fanIn +
       * fanOut) (Glorot & Bengio 2010). `normal`: `deviation`², the same for every layer; default 0.01 (Krizhevsky et al. 2012).
       */
      readonly type: 'he' | 'xavier' | 'normal'
      readonly deviation?: number
      /** The weights of the scores are drawn so many times as large; default 1. */
      readonly scores?: number
    }
  | { readonly type: 'constant'; readonly value: number }
) & {
  /** Every bias starts at this; default 0. */
  readonly biases?: number
}

/** THE list of initialisations. */
export const initialisations = {
  he: { name: { en: 'He', zh: 'He 初始化' } },
  xavier: { name: { en: 'Xavier', zh: 'Xavier 初始化' } },
  normal: { name: { en: 'normal', zh: '正态分布' } },
  constant: { name: { en: 'constant', zh: '常数' } },
} as const satisfies Readonly<Record<Initialisation['type'], { readonly name: Text }>>

/** Their names, in the order of the list. */
export const initialisationTypes = Object.keys(initialisations) as readonly Initialisation['type'][]

/**
 * He's, with small scores, so that the first loss lies at ln(classes) and no class is believed in yet: what a network has
 * where nothing else is asked for.
 */
export const defaultInitialisation = { type: 'he', scores: 0.1 } as const satisfies Initialisation

/** Of 'normal', where the initialisation names none (Krizhevsky et al. 2012). */
export const DEFAULT_DEVIATION = 0.01

/** Strangers' JSON → an initialisation. Throws SpecError for what is unknown or out of range. */
export function checkInitialisation(raw: unknown): Initialisation {
  const words = { en: 'initialisation', zh: '初始化方法' }
  const given = checkRecord(words, raw)
  const type = checkName(words, given.type, initialisationTypes)
  const number = (name: string, from: number, to: number) =>
    given[name] === undefined ? {} : { [name]: checkRange(name, given[name], from, to) }
  const biases = number('biases', -MOST, MOST)
  if (type === 'constant') return { type, value: checkRange('value', given.value, -MOST, MOST), ...biases }
  const deviation = type === 'normal' ? number('deviation', 0, MOST) : {}
  return { type, ...deviation, ...number('scores', 0, MOST), ...biases }
}

const MOST = 1000
