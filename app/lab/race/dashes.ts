import type { Optimiser } from '../../../engine/index'

/** Ink for all, a dash of its own for each: colour belongs to data and roles. */
export const dashes: Readonly<Record<Optimiser, string>> = {
  sgd: 'none',
  momentum: '10 4',
  nesterov: '10 3 2 3 2 3',
  adagrad: '1.5 4',
  rmsprop: '5 5',
  adadelta: '18 5',
  adam: '14 3 2 3',
}
