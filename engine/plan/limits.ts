/**
 * How large a setting may be: the same for sliders, links, files and pasted JSON, so that what one accepts none refuses.
 * W, F, S, P, D as in the formula of the output size; K filters, C channels, G groups.
 */
export interface Range {
  readonly least: number
  readonly most: number
}

const range = (least: number, most: number): Range => ({ least, most })

/** Both ends included. W, F, S, P and D in cells. */
export const limits = {
  W: range(1, 4096),
  F: range(1, 64),
  S: range(1, 64),
  P: range(0, 64),
  D: range(1, 64),
  K: range(1, 4096),
  C: range(1, 4096),
  G: range(1, 4096),
  units: range(1, 65536),
  slope: range(0, 1), // of a leaky ReLU; 0 is ReLU, 1 changes nothing
  tanh: range(0.001, 1000), // both of its factors
  dropout: range(0, 1), // 1 itself is refused: nothing would be left to divide by 1 − 1
  /** Channels that local response normalisation looks at, and its α, β and k; k above 0, so that nothing is divided by 0. */
  neighbours: range(1, 4096),
  lrnAlpha: range(0, 1000),
  lrnBeta: range(0, 10),
  lrnK: range(1e-3, 1000),
  batchnormMomentum: range(0, 1),
  batchnormEpsilon: range(0, 10), // 0 by hand: a channel that is the same everywhere is then divided by 0
  nodes: range(1, 1024), // ResNet-152 has 515
  classes: range(1, 65536),
  batch: range(1, 65536),
} as const

/**
 * Settings of training that the controls reach and a link may ask for. The engine itself takes more: any rate from 0, and
 * a batch as in `limits`.
 */
export const trainingLimits = {
  rate: range(1e-5, 10),
  momentum: range(0, 0.999),
  rho: range(0, 0.9999),
  beta1: range(0, 0.9999),
  beta2: range(0, 0.99999),
  epsilon: range(1e-12, 1),
  l2: range(0, 1),
  batch: range(1, 256),
  // Of the schedule of the rate: see `Schedule`.
  every: range(1, 100_000),
  factor: range(0.01, 1),
  steps: range(1, 1_000_000),
  floor: range(0, 1),
  // Of the first weights: see `Initialisation`.
  deviation: range(0, 10),
  value: range(-10, 10),
  biases: range(-10, 10),
} as const

/** A network that needs more than this is refused before anything is allocated: 1 GiB. */
export const MEMORY_LIMIT = 2 ** 30
