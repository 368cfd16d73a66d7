import type { Numbers } from '../../tensor'
import type { Kept } from '../layer'

/** What forward has left in numbers with a fraction. */
export function keptFloats(kept: Kept, name: string): Numbers {
  const numbers = kept[name]
  if (numbers instanceof Float32Array || numbers instanceof Float64Array) return numbers
  throw new TypeError(`${name} is kept in floating-point numbers`)
}

/** The same where they are doubles in every precision. */
export function keptDoubles(kept: Kept, name: string): Float64Array {
  const numbers = kept[name]
  if (numbers instanceof Float64Array) return numbers
  throw new TypeError(`${name} is kept in doubles`)
}
