/**
 * Register-tiled TypeScript, float32: about eight times the nested loops of `reference.ts`, to which it is compared.
 * Each set has scratch memory of its own.
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
import { move } from './reference/moves'
import { softmaxBackward, softmaxForward } from './reference/softmax'
import { avgPoolBackward, avgPoolForward } from './typescript/avg-pool'
import { batchNormBackward, batchNormForward, batchStatistics } from './typescript/batch-norm'
import { convForward } from './typescript/conv-forward'
import { convBackwardInput } from './typescript/conv-input'
import { convBackwardParams } from './typescript/conv-params'
import { fcBackwardInput, fcBackwardParams, fcForward } from './typescript/fc'
import { l2PoolBackward, l2PoolForward } from './typescript/l2-pool'
import { localBackwardInput, localBackwardParams, localForward } from './typescript/local'
import { lrnBackward, lrnForward } from './typescript/lrn'
import { maxPoolBackward, maxPoolForward } from './typescript/pool'
import { accumulate, leakyReluBackward, leakyReluForward, reluBackward, reluForward } from './typescript/relu'
import { createScratch } from './typescript/scratch'

export function createTypescriptKernels(): Kernels {
  const scratch = createScratch()
  return {
    name: 'typescript',
    pace: paces.typescript,
    memory: ownBuffers,
    convForward: (...args) => convForward(scratch, ...args),
    convBackwardInput: (...args) => convBackwardInput(scratch, ...args),
    convBackwardParams: (...args) => convBackwardParams(scratch, ...args),
    localForward: (...args) => localForward(scratch, ...args),
    localBackwardInput: (...args) => localBackwardInput(scratch, ...args),
    localBackwardParams: (...args) => localBackwardParams(scratch, ...args),
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
}
