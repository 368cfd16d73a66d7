import { clear, type Images, type Kernels } from '../kernels/kernels'
import { layerType } from '../layers/index'
import type { BackwardPass, ForwardPass, Mode, Params } from '../layers/layer'
import { keptIn } from '../layers/shared/allocate-kept'
import type { Plan, PlannedNode } from '../plan/plan.types'
import type { Random } from '../random'
import type { Arena } from './arena'
import type { ParameterBlock } from './parameters'

/** What changes from one piece to the next. */
interface Piece {
  readonly mode: Mode
  readonly random: Random
  readonly images: Images
}

/** What each layer is handed, made once for an arena: a pass of any number of pieces then allocates none of it. */
export interface Passes {
  forward(node: PlannedNode, piece: Piece): void
  /** Of an arena with gradients. `fresh`: those of the inputs that it is the first to reach. */
  backward(node: PlannedNode, piece: Piece, fresh: ReadonlySet<string>): void
}

type Changing = 'mode' | 'random' | 'from' | 'to' | 'fresh'
type Reused<Pass extends ForwardPass> = Omit<Pass, Changing> & {
  -readonly [Part in Changing & keyof Pass]: Pass[Part]
}

interface PassesOptions {
  readonly plan: Plan
  readonly kernels: Kernels
  readonly block: ParameterBlock
  readonly arena: Arena
  readonly random: Random
}

export function createPasses({ plan, kernels, block, arena, random }: PassesOptions): Passes {
  const { activations, gradients, kept } = arena
  const forwards = byNode(
    plan.nodes,
    (node): Reused<ForwardPass> => ({
      kernels,
      inputs: node.from.map((id) => known(activations, id)),
      output: known(activations, node.id),
      params: paramsOf(node, (name) => block.value(name)),
      kept: keptIn(known(kept, node.id)),
      mode: 'test',
      random,
      from: 0,
      to: 0,
    }),
  )
  const backwards = byNode(
    plan.nodes.filter(({ id }) => gradients.has(id)),
    (node): Reused<BackwardPass> => ({
      ...known(forwards, node),
      dOutput: known(gradients, node.id),
      dInputs: node.from.map((id) => gradients.get(id) ?? null),
      dParams: paramsOf(node, (name) => block.gradient(name), 'learned'),
      fresh: false,
    }),
  )
  return {
    forward(node, piece) {
      layerType(node.layer).forward(node.layer, turnedTo(piece, known(forwards, node)))
    },
    backward(node, piece, fresh) {
      const pass = turnedTo(piece, known(backwards, node))
      const type = layerType(node.layer)
      pass.fresh = type.writes === true && fresh.has(node.from[0])
      if (!pass.fresh) for (const id of fresh) clear(known(gradients, id), piece.images)
      type.backward(node.layer, pass)
    },
  }
}

function turnedTo<Pass extends Reused<ForwardPass>>({ mode, random, images }: Piece, pass: Pass): Pass {
  pass.mode = mode
  pass.random = random
  pass.from = images.from
  pass.to = images.to
  return pass
}

const byNode = <T>(nodes: readonly PlannedNode[], make: (node: PlannedNode) => T): Map<PlannedNode, T> =>
  new Map(nodes.map((node) => [node, make(node)]))

export function known<Key, T>(all: ReadonlyMap<Key, T>, key: Key): T {
  const found = all.get(key)
  if (found === undefined) throw new RangeError(`no ${String(key)} here`)
  return found
}

function paramsOf(
  { id, parameters }: PlannedNode,
  get: (name: string) => Params[string],
  wanted: 'all' | 'learned' = 'all',
): Params {
  const params = parameters.filter(({ learned }) => learned || wanted === 'all')
  return Object.fromEntries(params.map(({ name }) => [name, get(`${id}.${name}`)]))
}
