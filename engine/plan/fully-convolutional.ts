/** A network that classifies one picture as one that classifies every place of a larger picture, in a single pass. */

import { fcToConv } from '../layers/alone/fc-conv'
import { layerType } from '../layers/index'
import { checkTensor } from '../layers/shared/check-tensor'
import { sameShape, volume } from '../layers/shared/inputs'
import { type Shape, SpecError } from '../shape'
import type { NetworkSpec, NodeSpec } from '../spec'
import type { Tensor } from '../tensor'
import { atNode } from './check-spec'
import { plan } from './plan'
import type { Plan, PlannedNode } from './plan.types'

/** A network in which no fc layer is left. */
export interface FullyConvolutional {
  /** Every default filled in; ids as before. */
  readonly spec: NetworkSpec
  /** By parameter name; only where weights were given. */
  readonly weights?: ReadonlyMap<string, Tensor>
}

/**
 * Every fc layer becomes a convolution with filters as large as its input (the next ones 1×1), every flatten disappears,
 * all else stays, under the same ids. On a picture of the size the network was made for, the outputs are the same
 * numbers; on a larger one (`withInputSize`) there is one score per place: where no layer pads, what the network itself
 * would give, slid over the picture by the product of its strides.
 *
 * `weights`: parameters by name ('fc1.weights'), all or some of them; those of fc layers come back reshaped, the arrays
 * are shared. Throws SpecError where the spec is refused, where a filter would be too large, or where a layer other than
 * fc depends on the numbers standing in a row.
 */
export function toFullyConvolutional(
  spec: unknown,
  weights?: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>,
): FullyConvolutional {
  const before = plan(spec)
  const after = plan(rewrite(before))
  if (!weights) return { spec: after.spec }
  const given = weights instanceof Map ? [...weights] : Object.entries(weights)
  const shapes = new Map(before.nodes.flatMap((node) => filterShape(node, after)))
  const converted = given.map(([name, tensor]): [string, Tensor] => {
    const change = shapes.get(name)
    if (!change) return [name, tensor]
    return [name, { shape: change.to, data: checkTensor(tensor, change.from, name).data }]
  })
  return { spec: after.spec, weights: new Map(converted) }
}

/**
 * The same network for pictures of another size. Throws SpecError where a window does not fit there. The parameters of
 * fc and local layers depend on the size; of a network without such layers they stay as they are.
 */
export function withInputSize(
  spec: NetworkSpec,
  { h, w }: { readonly h: number; readonly w: number },
): NetworkSpec {
  return plan({ ...spec, input: { ...spec.input, h, w } }).spec
}

function rewrite({ spec, nodes, input, outputs }: Plan): NetworkSpec {
  // Of every old id: what is read in its place, and its shape there.
  const places = new Map<string, { id: string; shape: Shape }>([['input', { id: 'input', shape: input }]])
  const rewritten: NodeSpec[] = []
  for (const node of nodes) {
    const sources = node.from.map((id) => places.get(id) ?? { id, shape: input })
    if (node.layer.type === 'flatten') {
      places.set(node.id, sources[0])
      continue
    }
    const { layer, shape } = atNode(node.id, node.id, () =>
      rewriteLayer(
        node,
        sources.map((source) => source.shape),
      ),
    )
    rewritten.push({ id: node.id, from: sources.map(({ id }) => id), layer })
    places.set(node.id, { id: node.id, shape })
  }
  return {
    ...spec,
    nodes: rewritten,
    outputs: [...new Set(outputs.map((id) => places.get(id)?.id ?? id))],
  }
}

function rewriteLayer(
  node: PlannedNode,
  inputs: readonly Shape[],
): { layer: NodeSpec['layer']; shape: Shape } {
  const { layer } = node
  if (layer.type === 'fc') return { layer: fcToConv(layer, inputs[0]).layer, shape: node.out }
  if (inputs.every((shape, i) => sameShape(shape, node.inputs[i]))) return { layer, shape: node.out }
  const { sameFlattened, outputShape } = layerType(layer)
  if (sameFlattened) return { layer, shape: outputShape(layer, inputs) }
  throw new SpecError({
    code: 'wrong-inputs',
    values: { type: layer.type, found: volume(node.inputs[0]) },
    node: node.id,
    text: {
      en: `${node.id} is a ${layer.type} layer on ${volume(node.inputs[0])} flattened numbers, which a convolution would leave in their volume. Put it behind a fully connected layer, or take the flatten layer away.`,
      zh: `${node.id} 是 ${layer.type} 层，读的是展平后的 ${volume(node.inputs[0])}，而卷积不会把数据体展平。请把它放到全连接层之后，或去掉 flatten 层。`,
    },
  })
}

/** Of an fc layer: the name of its weights, their shape and that of the filters. */
function filterShape(
  { id, layer, parameters }: PlannedNode,
  after: Plan,
): [string, { from: readonly number[]; to: readonly number[] }][] {
  if (layer.type !== 'fc') return []
  return [[`${id}.weights`, { from: parameters[0].shape, to: after.node(id).parameters[0].shape }]]
}
