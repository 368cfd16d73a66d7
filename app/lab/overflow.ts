import type { Snapshot } from '../../components/draw/snapshot'
import type { FramePart } from '../../engine/protocol'

/** Nothing of a number is nothing, of ∞ or NaN it is NaN: the quickest way through all numbers of a frame. */
function allFinite(data: Float32Array): boolean {
  let nothing = 0
  for (let i = 0; i < data.length; i++) nothing += data[i] * 0
  return nothing === 0
}

const known = new WeakMap<Snapshot, boolean>() // a frame is many numbers: each is gone through once

/** Whether maps or filters are painted in the colour of what is no finite number. */
export function overflowed(snapshot: Snapshot | null): boolean {
  if (!snapshot) return false
  const before = known.get(snapshot)
  if (before !== undefined) return before
  const isBroken = (part: FramePart, name: string): boolean => {
    const values = snapshot.values(part, name)
    return values !== null && !allFinite(values.data)
  }
  const found = snapshot.plan.nodes.some(
    ({ id, parameters }) =>
      isBroken('activations', id) ||
      isBroken('gradients', id) ||
      parameters.some(({ name }) => isBroken('parameters', `${id}.${name}`)),
  )
  known.set(snapshot, found)
  return found
}
