/**
 * WebAssembly with SIMD, float32: every loop is compiled (`wasm/assembly`), and called by the files in `wasm/`.
 */
import type { Kernels } from './kernels'
import { paces } from './paces'
import {
  dropoutBackward,
  dropoutForward,
  sigmoidBackward,
  sigmoidForward,
  softmaxBackward,
  softmaxForward,
  tanhBackward,
  tanhForward,
} from './wasm/activations'
import { batchNormBackward, batchNormForward, batchStatistics } from './wasm/batch-norm'
import { convBackwardParams, convForward, convForwardByTaps } from './wasm/conv'
import { convBackwardInput } from './wasm/conv-input'
import { fcBackwardInput, fcBackwardParams, fcForward } from './wasm/fc'
import { localBackwardInput, localBackwardParams, localForward } from './wasm/local'
import { lrnBackward, lrnForward } from './wasm/lrn'
import { createMachine, type Machine } from './wasm/machine'
import { accumulate, leakyReluBackward, leakyReluForward, reluBackward, reluForward } from './wasm/pointwise'
import { maxPoolBackward, maxPoolForward } from './wasm/pool'
import { avgPoolBackward, avgPoolForward, l2PoolBackward, l2PoolForward } from './wasm/sum-pool'
import { move } from './wasm/update'

/** Throws where WebAssembly or SIMD is missing or forbidden. */
export function createWasmKernels(): Kernels {
  const machine = createMachine()

  const on =
    <Args extends unknown[], Result>(kernel: (machine: Machine, ...args: Args) => Result) =>
    (...args: Args): Result => {
      const result = kernel(machine, ...args)
      machine.end()
      return result
    }

  return {
    name: 'wasm',
    pace: paces.wasm,
    memory: machine.memory,
    convForward: on(convForward),
    convForwardByTaps: on(convForwardByTaps),
    convBackwardInput: on(convBackwardInput),
    convBackwardParams: on(convBackwardParams),
    localForward: on(localForward),
    localBackwardInput: on(localBackwardInput),
    localBackwardParams: on(localBackwardParams),
    fcForward: on(fcForward),
    fcBackwardInput: on(fcBackwardInput),
    fcBackwardParams: on(fcBackwardParams),
    maxPoolForward: on(maxPoolForward),
    maxPoolBackward: on(maxPoolBackward),
    avgPoolForward: on(avgPoolForward),
    avgPoolBackward: on(avgPoolBackward),
    l2PoolForward: on(l2PoolForward),
    l2PoolBackward: on(l2PoolBackward),
    reluForward: on(reluForward),
    reluBackward: on(reluBackward),
    leakyReluForward: on(leakyReluForward),
    leakyReluBackward: on(leakyReluBackward),
    tanhForward: on(tanhForward),
    tanhBackward: on(tanhBackward),
    sigmoidForward: on(sigmoidForward),
    sigmoidBackward: on(sigmoidBackward),
    dropoutForward: on(dropoutForward),
    dropoutBackward: on(dropoutBackward),
    softmaxForward: on(softmaxForward),
    softmaxBackward: on(softmaxBackward),
    accumulate: on(accumulate),
    lrnForward: on(lrnForward),
    lrnBackward: on(lrnBackward),
    batchStatistics: on(batchStatistics),
    batchNormForward: on(batchNormForward),
    batchNormBackward: on(batchNormBackward),
    move: on(move),
  }
}
