/**
 * The layers' arithmetic as the lesson writes it: loops to be read, a file each in `reference/`. Every other kernel set is
 * checked against these.
 *
 * y_i, y_j: row and column of the output; f_i, f_j: row and column of the filter (its taps); x_i, x_j: of the input.
 * Sums are kept in doubles, whatever the tensors hold. Backward loops ADD to the gradients they are given.
 */
import type { Kernels } from './kernels'
import { ownBuffers } from './memory'
import { paces } from './paces'
import {
  dropoutBackward,
  dropoutForward,
  sigmoidBackward,
  sigmoidForward,
  tanhBackward,
  tanhForward,
} from './reference/activations'
import { batchNormBackward, batchNormForward, batchStatistics } from './reference/batch-norm'
import { convBackwardInput, convBackwardParams, convForward } from './reference/conv'
import { fcBackwardInput, fcBackwardParams, fcForward } from './reference/fc'
import { localBackwardInput, localBackwardParams, localForward } from './reference/local'
import { lrnBackward, lrnForward } from './reference/lrn'
import { move } from './reference/moves'
import {
  avgPoolBackward,
  avgPoolForward,
  l2PoolBackward,
  l2PoolForward,
  maxPoolBackward,
  maxPoolForward,
} from './reference/pool'
import { accumulate, leakyReluBackward, leakyReluForward, reluBackward, reluForward } from './reference/relu'
import { softmaxBackward, softmaxForward } from './reference/softmax'

export const reference: Kernels = {
  name: 'reference',
  pace: paces.reference,
  memory: ownBuffers,
  convForward,
  convBackwardInput,
  convBackwardParams,
  localForward,
  localBackwardInput,
  localBackwardParams,
  fcForward,
  fcBackwardInput,
  fcBackwardParams,
  maxPoolForward,
  maxPoolBackward,
  avgPoolForward,
  avgPoolBackward,
  l2PoolForward,
  l2PoolBackward,
  reluForward,
  reluBackward,
  leakyReluForward,
  leakyReluBackward,
  tanhForward,
  tanhBackward,
  sigmoidForward,
  sigmoidBackward,
  dropoutForward,
  dropoutBackward,
  softmaxForward,
  softmaxBackward,
  accumulate,
  lrnForward,
  lrnBackward,
  batchStatistics,
  batchNormForward,
  batchNormBackward,
  move,
}
