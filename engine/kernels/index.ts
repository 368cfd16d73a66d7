import type { Precision } from '../tensor'
import type { KernelSetName, Kernels } from './kernels'
import { reference } from './reference'
import { createTypescriptKernels } from './typescript'

/** `auto`: the fastest set for the precision. Only the reference computes in float64. */
export function createKernels(name: 'auto' | KernelSetName, precision: Precision = 'float32'): Kernels {
  return name === 'reference' || precision === 'float64' ? reference : createTypescriptKernels()
}
