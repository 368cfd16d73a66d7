import { allocate, type Numbers, type Precision } from '../tensor'
import type { Keep, Kept } from './layer'

/** Room for what a layer leaves from forward to backward, for a whole batch. */
export function allocateKept(keeps: readonly Keep[], batch: number, precision: Precision): Kept {
  const kept: Record<string, Int32Array | Numbers> = {}
  for (const { name, type, length, of } of keeps) {
    const total = of === 'image' ? length * batch : length
    if (type === 'int32') kept[name] = new Int32Array(total)
    else kept[name] = allocate(total, type === 'double' ? 'float64' : precision)
  }
  return kept
}
