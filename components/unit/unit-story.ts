import {
  type PlannedNode,
  receptiveField,
  type Trace,
  trace,
  type UnitField,
  unitField,
  whereMade,
} from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { traceInput } from '../network/contributions'
import type { UnitAddress } from '../network/strip.types'
import { isActivation } from './activation'

/** Everything the inspector tells about one unit, read off one snapshot: so its numbers cannot be of two moments. */
export interface UnitStory {
  readonly address: UnitAddress
  readonly node: PlannedNode
  readonly step: number
  readonly trace: Trace
  /** The number that the map shows at this unit. */
  readonly painted: number
  /** Where it reads on the picture; null where no path leads there. */
  readonly field: UnitField | null
  readonly jump: readonly [number, number]
  /** An activation function that reads this node: what becomes of the value. */
  readonly activation: PlannedNode | null
  /** The unit whose value this one hands on or bends (pooling, ReLU, a copy): where that came from. */
  readonly before: UnitAddress | null
}

const valueAt = (snapshot: Snapshot, { node, c, y, x }: UnitAddress): number | undefined => {
  const values = snapshot.values('activations', node)
  const { h, w } = snapshot.plan.shapeOf(node)
  return values?.data[(c * h + y) * w + x]
}

/** null until the frame carries what the unit reads and its weights. */
export function unitStory(snapshot: Snapshot, address: UnitAddress): UnitStory | null {
  const { plan } = snapshot
  const node = plan.nodes.find(({ id }) => id === address.node)
  const painted = valueAt(snapshot, address)
  const values = node && traceInput(plan, snapshot, node.id)
  if (!node || !values || painted === undefined) return null
  const told = trace(plan, node.id, address, values)
  return {
    address,
    node,
    step: snapshot.step,
    trace: told,
    painted,
    field: unitField(plan, node.id, address),
    jump: receptiveField(plan, whereMade(plan, address).node)?.jump ?? [1, 1],
    activation: plan.nodes.find((n) => isActivation(n) && n.from[0] === node.id) ?? null,
    before: unitBefore(snapshot, node, address, told),
  }
}

/** Back through what only passes a value on, to the layer that computed it; of a copy to the very unit it copies. */
function unitBefore({ plan }: Snapshot, node: PlannedNode, at: UnitAddress, told: Trace): UnitAddress | null {
  const before = whatItReads(node, at, told)
  if (!before || before.node === 'input') return null
  return told.kind === 'copy' ? before : whereMade(plan, before)
}

function whatItReads(node: PlannedNode, at: UnitAddress, told: Trace): UnitAddress | null {
  const [source] = node.from
  switch (told.kind) {
    case 'copy':
      return { ...told.unit, node: node.from[told.input] }
    case 'pool': {
      if (told.winner === null) return null
      const columns = told.size[1]
      const [y, x] = [Math.floor(told.winner / columns), told.winner % columns]
      return { node: source, c: at.c, y: told.top + y, x: told.left + x }
    }
    case 'pointwise':
    case 'neighbours':
    case 'normalised':
    case 'softmax':
      return { ...at, node: source }
    default:
      return null
  }
}
