import type { Precision } from '../tensor'
import type { KernelSetName, Kernels } from './kernels'
import { reference } from './reference'
import { passesSelfTest } from './self-test'
import { createTypescriptKernels } from './typescript'
import { createWasmKernels } from './wasm'

/**
 * `auto`: the fastest set that runs here and is right. Only the reference computes in float64. Where WebAssembly or its SIMD is
 * missing, forbidden by a policy or computes wrong (it has happened: onnxruntime #15644), the tiled loops take its place.
 */
export function createKernels(name: 'auto' | KernelSetName, precision: Precision = 'float32'): Kernels {
  if (name === 'reference' || precision === 'float64') return reference
  if (name === 'typescript') return createTypescriptKernels()
  return trustedWasm() ?? createTypescriptKernels()
}

/** The set that `createKernels` makes, unless WebAssembly turns out to be missing: known before anything is allocated. */
export function expectedSet(name: 'auto' | KernelSetName, precision: Precision): KernelSetName {
  if (precision === 'float64') return 'reference'
  return name === 'auto' ? 'wasm' : name
}

let trusted: boolean | null = null

/** Judged once; each set has a memory of its own. */
function trustedWasm(): Kernels | null {
  if (trusted === false) return null
  try {
    const kernels = createWasmKernels()
    trusted ??= passesSelfTest(kernels)
    return trusted ? kernels : null
  } catch {
    trusted = false
    return null
  }
}
