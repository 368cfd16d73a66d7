import type { Numbers, Precision } from '../tensor'
import type { Keep, Kept } from './layer'

/** Room for what a layer leaves from forward to backward, for a whole batch. */
export function allocateKept(keeps: readonly Keep[], batch: number, precision: Precision): Kept {
  const floats = precision === 'float64' ? Float64Array : Float32Array
  const kept: Record<string, Int32Array | Numbers> = {}
  for (const { name, type, length, of } of keeps) {
    const total = of === 'image' ? length * batch : length
    kept[name] = type === 'int32' ? new Int32Array(total) : new floats(total)
  }
  return kept
}
