import type { PlannedNode } from './plan.types'

/** The nodes that this one's output depends on, itself first: those that a gradient entering there reaches, in its order. */
export function nodesInto(id: string, nodes: readonly PlannedNode[]): PlannedNode[] {
  const reached = new Set([id])
  return nodes.toReversed().filter((node) => {
    if (!reached.has(node.id)) return false
    for (const source of node.from) reached.add(source)
    return true
  })
}
