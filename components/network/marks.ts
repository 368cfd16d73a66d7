/** What is drawn over the maps of one layer while a unit is read: its window or field, its ring, the outlines. */
import type { Plan, Unit } from '../../engine/index'
import { type Field, fieldOn } from './field'
import type { UnitAddress } from './strip.types'

export interface Marks {
  /** What the shown unit reads of this layer. */
  readonly field: Field | null
  /** The shown unit itself. */
  readonly unit: Unit | null
  /** Map with the chosen unit: green outline. */
  readonly chosenMap: number | null
  /** Map under the pointer: ink outline. */
  readonly hoveredMap: number | null
}

export const noMarks: Marks = { field: null, unit: null, chosenMap: null, hoveredMap: null }

/** Frames follow the pointer while it is over a unit, else the chosen unit. */
export function marksOf(
  plan: Plan,
  nodes: readonly string[],
  unit: UnitAddress | null,
  hovered: UnitAddress | null,
): ReadonlyMap<string, Marks> {
  const shown = hovered ?? unit
  const found = new Map<string, Marks>()
  for (const node of nodes) {
    const field = shown && shown.node !== node ? fieldOn(plan, shown, node) : null
    const marks: Marks = {
      field,
      unit: shown?.node === node ? shown : null,
      chosenMap: unit?.node === node ? unit.c : null,
      hoveredMap: hovered?.node === node ? hovered.c : null,
    }
    if (Object.values(marks).some((mark) => mark !== null)) found.set(node, marks)
  }
  return found
}
