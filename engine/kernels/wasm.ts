/**
 * WebAssembly with SIMD, float32: what takes nearly all the time (convolutions and fully connected layers) compiled, the rest as
 * in `typescript.ts`.
 */
import type { Tensor } from '../tensor'
import type { Kernels } from './kernels'
import { paces } from './paces'
import { createTypescriptKernels } from './typescript'
import { convBackwardParams, convForward } from './wasm/conv'
import { convBackwardInput } from './wasm/conv-input'
import { fcBackwardInput, fcBackwardParams, fcForward, isCopiedIn } from './wasm/fc'
import { createMachine } from './wasm/machine'

const large = ({ shape: [units, inputs] }: Tensor): boolean => !isCopiedIn(units, inputs)

/** Throws where WebAssembly or SIMD is missing or forbidden. */
export function createWasmKernels(): Kernels {
  const machine = createMachine()
  const tiled = createTypescriptKernels()
  return {
    ...tiled,
    name: 'wasm',
    pace: paces.wasm,
    convForward: (...args) => convForward(machine, ...args),
    convBackwardInput: (...args) => convBackwardInput(machine, ...args),
    convBackwardParams: (...args) => convBackwardParams(machine, ...args),
    fcForward: (x, weights, biases, y, images) =>
      large(weights)
        ? tiled.fcForward(x, weights, biases, y, images)
        : fcForward(machine, x, weights, biases, y, images),
    fcBackwardInput: (dy, weights, dx, images) =>
      large(weights)
        ? tiled.fcBackwardInput(dy, weights, dx, images)
        : fcBackwardInput(machine, dy, weights, dx, images),
    fcBackwardParams: (x, dy, dWeights, dBiases, images) =>
      large(dWeights)
        ? tiled.fcBackwardParams(x, dy, dWeights, dBiases, images)
        : fcBackwardParams(machine, x, dy, dWeights, dBiases, images),
  }
}
