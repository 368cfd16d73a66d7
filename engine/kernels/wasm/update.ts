import type { Update } from '../../plan/optimisers'
import type { MovedRange } from '../kernels'
import type { Machine } from './machine'
import { bytes } from './sheet'

/** In float32 throughout, where the reference rounds only what is kept; otherwise as `reference/moves.ts`. */
export function move({ run, at }: Machine, update: Update, range: MovedRange, count: number): number {
  const { values, gradients, from, to, l2, write } = range
  const [x, g] = [at(values) + bytes(from), at(gradients) + bytes(from)]
  const state = at(range.state) + bytes(from)
  const second = bytes(range.second)
  const length = to - from
  const { rate } = update
  switch (update.type) {
    case 'sgd':
      return run.moveDown(x, g, length, l2, write, rate)
    case 'momentum':
      return run.moveWithMomentum(x, g, state, length, l2, write, rate, update.momentum, 0, 1)
    case 'nesterov': {
      const { momentum } = update
      return run.moveWithMomentum(x, g, state, length, l2, write, rate, momentum, momentum, 1 + momentum)
    }
    case 'adagrad':
      return run.moveByRoot(x, g, state, length, l2, write, rate, 1, 1, update.epsilon)
    case 'rmsprop': {
      const { rho, epsilon } = update
      return run.moveByRoot(x, g, state, length, l2, write, rate, rho, 1 - rho, epsilon)
    }
    case 'adadelta': {
      const { rho, epsilon } = update
      return run.moveByAdadelta(x, g, state, second, length, l2, write, rate, rho, 1 - rho, epsilon)
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = update
      const first = [beta1, 1 - beta1, 1 / (1 - beta1 ** count)] as const
      const squares = [beta2, 1 - beta2, 1 / (1 - beta2 ** count)] as const
      return run.moveByAdam(x, g, state, second, length, l2, write, rate, ...first, ...squares, epsilon)
    }
    default:
      throw new RangeError(`no update rule '${update satisfies never}'`)
  }
}
