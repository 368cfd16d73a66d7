/**
 * WebAssembly with SIMD, float32: what takes nearly all the time (convolutions and fully connected layers) compiled, the rest as
 * in `typescript.ts`.
 */
import type { Tensor } from '../tensor'
import type { Kernels } from './kernels'
import { createTypescriptKernels } from './typescript'
import { convBackwardParams, convForward } from './wasm/conv'
import { convBackwardInput } from './wasm/conv-input'
import { fcBackwardInput, fcBackwardParams, fcForward } from './wasm/fc'
import { createMachine } from './wasm/machine'

/**
 * Weights of a fully connected layer are copied in for each call; beyond a million of them that costs more than it brings. It depends on
 * the layer alone, so that an image gets the same numbers alone and in a batch.
 */
const large = ({ shape: [units, inputs] }: Tensor): boolean => units * inputs > 2 ** 20

/** Throws where WebAssembly or SIMD is missing or forbidden. */
export function createWasmKernels(): Kernels {
  const machine = createMachine()
  const tiled = createTypescriptKernels()
  return {
    ...tiled,
    name: 'wasm',
    pace: { macsPerPiece: 4e7, macsPerNumber: 20 },
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
