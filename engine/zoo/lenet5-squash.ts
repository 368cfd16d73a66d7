/** What both forms of LeNet-5 of 1998 share: how it sees a digit, and how it squashes sums. */
import type { LayerSpec } from '../layers/index'
import type { InputSpec } from '../spec'

/** Scaled so that f(±1) = ±1 and the units work where the curve bends most. */
export const lenet5Tanh: LayerSpec = { type: 'tanh', outer: 1.7159, inner: 2 / 3 }

/** White is −0.1 and black 1.175, which makes the mean input nearly 0 and its variance nearly 1. */
export const lenet5Input: InputSpec = { c: 1, h: 32, w: 32, mean: [0.1 / 1.275], scale: [1.275] }
