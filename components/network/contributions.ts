/** What each map that a unit reads adds to its value: the threads of the strip. */
import type { Plan, Trace, TraceInput } from '../../engine/index'
import { trace, unitField } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import type { Cells } from '../draw/tile-box'
import type { UnitAddress } from './strip.types'

export interface Contribution {
  readonly node: string
  readonly channel: number
  readonly amount: number
  /** The window in that map; null where it lies in the padding altogether. */
  readonly cells: Cells | null
}

/** Empty where the frame does not carry what the unit reads. */
export function contributionsTo(plan: Plan, snapshot: Snapshot, unit: UnitAddress): readonly Contribution[] {
  const values = traceInput(plan, snapshot, unit.node)
  if (!values) return []
  const node = plan.node(unit.node)
  const amounts = amountsOf(trace(plan, unit.node, unit, values), unit.c)
  return amounts.map(({ input, channel, amount }) => {
    const source = node.from[input]
    return { node: source, channel, amount, cells: windowOn(plan, unit, source) }
  })
}

/** The numbers that a node's trace needs, all from one frame. */
export function traceInput(plan: Plan, snapshot: Snapshot, id: string): TraceInput | null {
  if (id === 'input') return null
  const node = plan.node(id)
  const inputs = node.from.flatMap((source) => snapshot.values('activations', source) ?? [])
  const output = snapshot.values('activations', id)
  const params = node.parameters.flatMap(({ name }) => {
    const values = snapshot.values('parameters', `${id}.${name}`)
    return values ? [[name, values] as const] : []
  })
  const complete = inputs.length === node.from.length && params.length === node.parameters.length
  return complete && output ? { inputs, output, params: Object.fromEntries(params) } : null
}

interface Amount {
  readonly input: number // which of the node's inputs
  readonly channel: number
  readonly amount: number
}

function amountsOf(of: Trace, c: number): readonly Amount[] {
  switch (of.kind) {
    case 'window':
    case 'all':
      return of.channels.map(({ channel, sum }) => ({ input: 0, channel, amount: sum }))
    case 'pool':
    case 'pointwise':
    case 'normalised':
      return [{ input: 0, channel: c, amount: of.total }]
    case 'copy':
      return [{ input: of.input, channel: of.unit.c, amount: of.total }]
    case 'neighbours':
      return of.channels.map((channel, i) => ({ input: 0, channel, amount: of.values[i] ** 2 }))
    case 'softmax':
      return of.exponentials.map((amount, channel) => ({ input: 0, channel, amount }))
    case 'sum':
      return of.terms.map((amount, input) => ({ input, channel: c, amount }))
    default:
      throw new RangeError(`no trace '${of satisfies never}'`)
  }
}

function windowOn(plan: Plan, unit: UnitAddress, source: string): Cells | null {
  const field = unitField(plan, unit.node, unit, source)
  if (!field || field.rows[0] > field.rows[1] || field.columns[0] > field.columns[1]) return null
  return { rows: field.rows, cols: field.columns }
}
