import { createFeed } from '../../../engine/data/feed'
import { createShapes } from '../../../engine/data/shapes'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import type { UpdateSpec } from '../../../engine/plan/optimisers'
import type { NetworkSpec } from '../../../engine/spec'
import { createTrainer } from '../../../engine/train/trainer'
import type { Trainer } from '../../../engine/train/trainer.types'

/** A small network on the Shapes set: a step takes about a millisecond. */
export const small: NetworkSpec = chain(
  { c: 1, h: 16, w: 16, mean: [0.5], scale: [4] },
  { type: 'conv', filters: 4, size: 3 },
  { type: 'relu' },
  { type: 'pool', kind: 'max', size: 2 },
  { type: 'fc', units: 10 },
  { type: 'softmax' },
)

const shapes = createShapes(3)
const momentum: UpdateSpec = { type: 'momentum', rate: 0.02, momentum: 0.9 }

/** The same with a layer that draws by chance in every step. */
export const withDropout: NetworkSpec = chain(
  small.input,
  { type: 'conv', filters: 4, size: 3 },
  { type: 'relu' },
  { type: 'dropout', rate: 0.5 },
  { type: 'fc', units: 10 },
)

interface Options {
  readonly update?: UpdateSpec
  readonly seed?: number
  readonly batch?: number
  readonly spec?: NetworkSpec
}

export function smallTrainer(options: Options = {}): Trainer {
  const { update = momentum, seed = 1, batch = 8, spec = small } = options
  const network = createNetwork(spec, { seed, batch })
  const data = createFeed({ set: shapes, input: spec.input, augment: { shift: 2, flip: false }, seed })
  return createTrainer(network, { loss: 'crossEntropy', update, l2: 1e-3, batch, seed, data })
}

export const losses = (trainer: Trainer, steps: number): number[] =>
  Array.from({ length: steps }, () => trainer.step().loss)
