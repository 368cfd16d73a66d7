import type { LayerSpec } from '../layers/index'
import type { InputSpec, NetworkSpec, NodeSpec } from '../spec'

/** Layers one after another, named by type and number: conv1, relu1, conv2 … Whether they fit is the plan's question. */
export function chain(input: InputSpec, ...layers: readonly LayerSpec[]): NetworkSpec {
  const counts = new Map<string, number>()
  const nodes: NodeSpec[] = []
  let from = 'input'
  for (const layer of layers) {
    const count = (counts.get(layer.type) ?? 0) + 1
    counts.set(layer.type, count)
    const id = `${layer.type}${count}`
    nodes.push({ id, from: [from], layer })
    from = id
  }
  return { version: 1, input, nodes }
}

/** Whether node `i` reads what stands before it and nothing else. */
export function followsChain(nodes: readonly Pick<NodeSpec, 'id' | 'from'>[], i: number): boolean {
  const { from } = nodes[i]
  return from.length === 1 && from[0] === (i === 0 ? 'input' : nodes[i - 1].id)
}
