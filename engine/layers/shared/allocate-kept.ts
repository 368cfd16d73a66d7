import { type Arrays, type Held, type Memory, ownBuffers } from '../../kernels/memory'
import type { Precision } from '../../tensor'
import type { Keep, Kept } from '../layer'

/** Room for what a layer leaves from forward to backward, by name. */
export type KeptRoom = ReadonlyMap<string, Held<Arrays[keyof Arrays]>>

/** For a whole batch. */
export function holdKept(
  keeps: readonly Keep[],
  batch: number,
  precision: Precision,
  memory: Memory,
): KeptRoom {
  const room = keeps.map(({ name, type, length, of }) => {
    const total = of === 'image' ? length * batch : length
    return [name, hold(memory, type, precision, total)] as const
  })
  return new Map(room)
}

function hold(memory: Memory, type: Keep['type'], precision: Precision, length: number) {
  if (type === 'int32') return memory.hold('int32', length)
  return memory.hold(type === 'double' ? 'float64' : precision, length)
}

/** The arrays by name, asked for anew each time: where a memory has grown, they are other views. */
export function keptIn(room: KeptRoom): Kept {
  const kept: Kept = {}
  for (const [name, held] of room) Object.defineProperty(kept, name, { get: () => held.array })
  return kept
}

export const allocateKept = (keeps: readonly Keep[], batch: number, precision: Precision): Kept =>
  keptIn(holdKept(keeps, batch, precision, ownBuffers))
