/**
 * The compiled loops, in AssemblyScript: WebAssembly with SIMD, four float32 at a time. `npm run build:kernels` compiles them into
 * `../binary.ts`. Addresses and steps are in bytes, counts in numbers; the caller lays out the memory (`../machine.ts`).
 *
 * A load of four may read up to three numbers beyond an array: what they hold is thrown away, and the memory does not end there.
 */
export {
  addBent,
  addDropped,
  addSoftmax,
  addSquashed,
  bend,
  drop,
  softmax,
  squash,
} from './activations'
export { addBlock, addToTaps, copyBlock } from './copy'
export { correlate } from './correlate'
export { gather } from './gather'
export { addLrn, lrn } from './lrn'
export { addNormalised, centredProducts, centredSums, normalise } from './norm'
export { pack, unpack } from './pack'
export { accumulate, addRectified, rectify } from './pointwise'
export { addToWinners, maxPool, writeToWinners } from './pool'
export { addToWindows, sumPool } from './sum-pool'
export { addPlaneSums, storeSums } from './sums'
export { moveByAdadelta, moveByAdam, moveByRoot, moveDown, moveWithMomentum } from './update'
export { transformFilters } from './winograd/filters'
export { addGradients, correlatePoints } from './winograd/gradients'
export { transformInput } from './winograd/input'
export { transformOutput } from './winograd/output'
export { multiplyPoints } from './winograd/products'
export { transformUpstream } from './winograd/upstream'

/** The first address that is free. */
export function base(): usize {
  return __heap_base
}
