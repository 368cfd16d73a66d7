import { layerType } from '../layers/index'
import { type Shape, SpecError, size } from '../shape'
import type { NodeSpec } from '../spec'
import { lengthOf } from '../tensor'
import type { Text } from '../text'
import { atNode, type CheckedNode, checkSpec } from './check-spec'
import { inPowersOfTen, numeral } from './numerals'
import type { Plan, PlannedNode } from './plan.types'
import { titlesOf } from './titles'

/**
 * What follows from a spec: shapes, counts, titles. Anything may be given, a stranger's JSON as well; what is not a
 * network that can be built throws SpecError with its node and a sentence, and nothing else is ever thrown.
 */
export function plan(spec: unknown): Plan {
  const checked = checkSpec(spec)
  const { c, h, w } = checked.input
  const input: Shape = { c, h, w }
  const titles = titlesOf(checked.nodes)
  const consumers = consumersOf(checked.nodes)

  const shapes = new Map<string, Shape>([['input', input]])
  const nodes = new Map<string, PlannedNode>()
  checked.nodes.forEach((node, i) => {
    const readers = consumers.get(node.id) ?? []
    const planned = atNode(node.id, `nodes[${i}]`, () => planNode(node, titles[i], readers, shapes))
    nodes.set(node.id, planned)
    shapes.set(node.id, planned.out)
  })

  const parameterCount = total([...nodes.values()].map((node) => node.parameterCount))
  const result: Plan = {
    spec: checked,
    input,
    nodes: [...nodes.values()],
    outputs: checked.outputs,
    parameterCount,
    node: (id) => known(nodes, id),
    shapeOf: (id) => known(shapes, id),
  }
  checkClassCount(result)
  return result
}

function consumersOf(nodes: readonly NodeSpec[]): ReadonlyMap<string, readonly string[]> {
  const consumers = new Map<string, string[]>()
  for (const { id, from } of nodes) {
    for (const source of new Set(from)) consumers.set(source, [...(consumers.get(source) ?? []), id])
  }
  return consumers
}

function planNode(
  { id, from, layer }: CheckedNode,
  title: Text,
  consumers: readonly string[],
  shapes: ReadonlyMap<string, Shape>,
): PlannedNode {
  const type = layerType(layer)
  const inputs = from.map((source) => known(shapes, source))
  const out = type.outputShape(layer, inputs)
  const parameters = type.parameters(layer, inputs)
  const parameterCount = total(parameters.filter((p) => p.learned).map((p) => lengthOf(p.shape)))
  return {
    id,
    layer,
    from,
    consumers,
    inputs,
    out,
    title,
    reach: type.reach(layer, inputs),
    parameters,
    parameterCount,
    neurons: countable(size(out)),
    connections: countable(type.connections(layer, inputs, out)),
    macs: type.macs(layer, inputs, out),
  }
}

const total = (counts: readonly number[]): number => countable(counts.reduce((a, b) => a + b, 0))

/** Beyond 2^53 a count is no longer exact, and no machine would hold what it counts. */
function countable(count: number): number {
  if (Number.isSafeInteger(count)) return count
  throw new SpecError({
    code: 'too-large',
    values: { count },
    text: {
      en: `This is too large even to count exactly: about ${inPowersOfTen(count)}; the limit is 2⁵³, about 9.01·10¹⁵.`,
      zh: `规模太大，已经无法精确计数：约 ${inPowersOfTen(count)}；上限是 2⁵³，约 9.01·10¹⁵。`,
    },
  })
}

function known<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id)
  if (found !== undefined) return found
  throw new SpecError({
    code: 'unknown-node',
    values: { id },
    text: { en: `There is no node "${id}".`, zh: `没有节点 "${id}"。` },
  })
}

function checkClassCount({ spec: { classes }, outputs, shapeOf }: Plan): void {
  const { c } = shapeOf(outputs[0])
  if (!classes || classes.length === c) return
  throw new SpecError({
    code: 'wrong-inputs',
    values: { classes: classes.length, channels: c },
    node: outputs[0],
    text: {
      en: `The output has ${numeral(c)} channels but ${numeral(classes.length)} classes are named. Name ${numeral(c)}, or give ${outputs[0]} ${numeral(classes.length)} outputs.`,
      zh: `输出有 ${numeral(c)} 个通道，却写了 ${numeral(classes.length)} 个类别名。请写 ${numeral(c)} 个，或把 ${outputs[0]} 改为 ${numeral(classes.length)} 个输出。`,
    },
  })
}
