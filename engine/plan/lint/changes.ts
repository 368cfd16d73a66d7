/** Small changes of a network, each giving a new spec. */
import type { LayerSpec } from '../../layers/index'
import type { NetworkSpec, NodeSpec } from '../../spec'

export const withLayer = (spec: NetworkSpec, id: string, layer: LayerSpec): NetworkSpec => ({
  ...spec,
  nodes: spec.nodes.map((node) => (node.id === id ? { ...node, layer } : node)),
})

/** Without a node that reads one other: who read it reads that one. */
export function without(spec: NetworkSpec, id: string): NetworkSpec {
  const [source] = spec.nodes.find((node) => node.id === id)?.from ?? []
  const instead = (other: string): string => (other === id ? source : other)
  return {
    ...spec,
    nodes: spec.nodes
      .filter((node) => node.id !== id)
      .map((node) => ({ ...node, from: node.from.map(instead) })),
    ...(spec.outputs && { outputs: spec.outputs.map(instead) }),
  }
}

/** With more layers behind a node, one after another; who read the node reads the last of them. */
export function withBehind(spec: NetworkSpec, id: string, layers: readonly LayerSpec[]): NetworkSpec {
  const taken = new Set(spec.nodes.map((node) => node.id))
  const added: NodeSpec[] = []
  for (const layer of layers) {
    const name = freeName(`${id}_${layer.type}`, taken)
    taken.add(name)
    added.push({ id: name, from: [added.at(-1)?.id ?? id], layer })
  }
  const last = added.at(-1)?.id ?? id
  const instead = (other: string): string => (other === id ? last : other)
  return {
    ...spec,
    nodes: spec.nodes.flatMap((node) =>
      node.id === id ? [node, ...added] : [{ ...node, from: node.from.map(instead) }],
    ),
    ...(spec.outputs && { outputs: spec.outputs.map(instead) }),
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`
  return name
}
