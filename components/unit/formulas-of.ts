import { type Formula, layerType, type Plan } from '../../engine/index'

/** What a node's layer determines, each quantity with its derivation. */
export function formulasOf(plan: Plan, nodeId: string): readonly Formula[] {
  const { layer, inputs, out } = plan.node(nodeId)
  return layerType(layer).formulas(layer, inputs, out)
}
