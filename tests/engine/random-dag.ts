import { type LayerSpec, layerType } from '../../engine/layers/index'
import type { Random } from '../../engine/random'
import { type Shape, SpecError } from '../../engine/shape'
import type { NetworkSpec, NodeSpec } from '../../engine/spec'

/** A layer that may be drawn, and how many nodes it reads. */
export interface Candidate {
  readonly layer: LayerSpec
  readonly reads: number
}

export const drawOne = <T>(all: readonly T[], random: Random): T => all[random.below(all.length)]

export const between = (from: number, to: number, random: Random): number =>
  from + random.below(to - from + 1)

/**
 * A graph of `length` nodes, each of a drawn layer on drawn earlier nodes or the picture. Recent nodes are read more
 * often, so that it becomes deep; a node may be read by many, by none, or twice by one. Every node that nobody reads is
 * an output.
 */
export function randomDag(
  input: Shape,
  length: number,
  draw: (random: Random) => Candidate,
  random: Random,
): NetworkSpec {
  const nodes: NodeSpec[] = []
  const shapes: { id: string; shape: Shape }[] = [{ id: 'input', shape: input }]
  while (nodes.length < length) {
    const { layer, reads } = draw(random)
    const sources = drawSources(shapes, reads, random)
    const shape = shapeOf(
      layer,
      sources.map((source) => source.shape),
    )
    if (!shape) continue // it does not fit there: draw again
    const id = `n${nodes.length}`
    nodes.push({ id, from: sources.map((source) => source.id), layer })
    shapes.push({ id, shape })
  }
  const read = new Set(nodes.flatMap(({ from }) => from))
  return { version: 1, input, nodes, outputs: nodes.map(({ id }) => id).filter((id) => !read.has(id)) }
}

function drawSources<T>(all: readonly T[], count: number, random: Random): T[] {
  const recent = all.slice(-2)
  return Array.from({ length: count }, () => drawOne(random.below(2) ? recent : all, random))
}

function shapeOf(spec: LayerSpec, inputs: readonly Shape[]): Shape | null {
  const type = layerType(spec)
  try {
    return type.outputShape(type.parse({ ...spec }, 'layer'), inputs)
  } catch (error) {
    if (error instanceof SpecError) return null
    throw error
  }
}
