/** Numbers that an update rule remembers for each parameter: THE list of rules. */
export const statePerParameter = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  adagrad: 1,
  rmsprop: 1,
  adadelta: 2,
  adam: 2,
} as const satisfies Readonly<Record<string, number>>

export type Optimiser = keyof typeof statePerParameter

export const optimisers = Object.keys(statePerParameter) as readonly Optimiser[]
