import { layerType } from '../layers/index'
import type { Trace, TraceInput, Unit } from '../layers/layer'
import type { Plan } from './plan.types'
import { checkUnit } from './receptive-field'

/**
 * How one unit came to its value: the window, the products, the sums, from the very numbers of a frame (batch 1). Throws
 * SpecError for a unit that is none.
 */
export function trace(plan: Plan, nodeId: string, unit: Unit, values: TraceInput): Trace {
  const { layer } = plan.node(nodeId)
  checkUnit(plan, nodeId, unit)
  return layerType(layer).trace(layer, values, unit)
}
