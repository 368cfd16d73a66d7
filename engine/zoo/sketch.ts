import type { LayerSpec } from '../layers/index'
import type { InputSpec, NetworkSpec, NodeSpec } from '../spec'

/** A network while it is being drawn: nodes are put on top of others, and what was put there can be put on in turn. */
export interface Sketch {
  /** One layer on top of one node or several; gives back its id. */
  put(id: string, from: string | readonly string[], layer: LayerSpec): string
  /** Layers one after another, by id; gives back the last. */
  stack(from: string, layers: Readonly<Record<string, LayerSpec>>): string
  /** The network; without outputs the last node is the only one. */
  finish(outputs?: readonly string[]): NetworkSpec
}

export function sketch(input: InputSpec): Sketch {
  const nodes: NodeSpec[] = []
  const put: Sketch['put'] = (id, from, layer) => {
    nodes.push({ id, from: typeof from === 'string' ? [from] : from, layer })
    return id
  }
  return {
    put,
    stack: (from, layers) =>
      Object.entries(layers).reduce((below, [id, layer]) => put(id, below, layer), from),
    finish: (outputs) => ({ version: 1, input, nodes, ...(outputs && { outputs }) }),
  }
}
