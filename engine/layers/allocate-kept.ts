import type { Numbers, Precision } from '../tensor'
import type { Keep, Kept } from './layer'

/** Room for what a layer leaves from forward to backward, for a whole batch. */
export function allocateKept(keeps: readonly Keep[], batch: number, precision: Precision): Kept {
  const floats = precision === 'float64' ? Float64Array : Float32Array
  const kept: Record<string, Int32Array | Numbers> = {}
  for (const { name, type, length, of } of keeps) {
    const total = of === 'image' ? length * batch : length
    if (type === 'int32') kept[name] = new Int32Array(total)
    else kept[name] = type === 'double' ? new Float64Array(total) : new floats(total)
  }
  return kept
}
