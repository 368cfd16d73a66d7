import type { Optimiser } from '../../../engine/index'

/** Ink for all, a dash of its own for each: colour belongs to data and roles. */
export const dashes: Readonly<Record<Optimiser, string>> = {
  sgd: 'none',
  momentum: '9 4',
  nesterov: '9 3 2 3',
  adagrad: '5 4',
  rmsprop: '1.5 3',
  adadelta: '12 3 2 3 2 3',
  adam: '3 2',
}
