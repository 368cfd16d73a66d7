import { layerType } from '../layers/index'
import type { Trace, TraceInput, Unit } from '../layers/layer'
import type { Plan } from './plan.types'

/** How one unit came to its value: the window, the products, the sums, from the very numbers of a frame (batch 1). */
export function trace(plan: Plan, nodeId: string, unit: Unit, values: TraceInput): Trace {
  const { layer } = plan.node(nodeId)
  return layerType(layer).trace(layer, values, unit)
}
