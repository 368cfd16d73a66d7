import { layerType } from '../layers/index'
import type { Reach, Unit } from '../layers/layer'
import { type Shape, SpecError } from '../shape'
import { type AxisIndex, cellsRead, type Interval, lengthAlong } from './cells-read'
import type { Plan, PlannedNode, ReceptiveField } from './plan.types'
import { span } from './windows'

/** The field of units along one axis: unit i reads cells start + i·jump … start + i·jump + size − 1. */
interface Field {
  readonly size: number
  readonly jump: number
  readonly start: number
}

/** Along the rows and along the columns. */
type Fields = readonly [Field, Field]

const perAxis = (of: (axis: AxisIndex) => Field): Fields => [of(0), of(1)]

const ITSELF: Field = { size: 1, jump: 1, start: 0 }

/**
 * What the units of a node read of `onto`, the picture or an earlier node, in its pixels; through branches the hull. null where no path
 * leads there. FC and global pooling read their whole input. Throws SpecError 'unknown-node'. The recurrence is that of Araujo,
 * Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019.
 */
export function receptiveField(plan: Plan, nodeId: string, onto = 'input'): ReceptiveField | null {
  plan.shapeOf(nodeId) // refuses what is not a node
  return receptiveFields(plan, onto).get(nodeId) ?? null
}

/**
 * Of every node from which a path leads to `onto`, and of `onto` itself, in one walk: each composes its own reach with the
 * fields of what it reads.
 */
export function receptiveFields(plan: Plan, onto = 'input'): ReadonlyMap<string, ReceptiveField> {
  plan.shapeOf(onto)
  const kept = walked.get(plan) ?? new Map<string, ReadonlyMap<string, ReceptiveField>>()
  walked.set(plan, kept)
  const fields = kept.get(onto) ?? walk(plan, onto)
  kept.set(onto, fields)
  return fields
}

/** A plan never changes, and a page asks for a unit's fields on all layers with each movement of the pointer. */
const walked = new WeakMap<Plan, Map<string, ReadonlyMap<string, ReceptiveField>>>()

function walk(plan: Plan, onto: string): ReadonlyMap<string, ReceptiveField> {
  const fields = new Map<string, Fields>([[onto, [ITSELF, ITSELF]]])
  for (const node of plan.nodes) {
    const read = node.from.flatMap((source) => {
      const field = fields.get(source)
      return field ? [through(node, field, plan.shapeOf(source))] : []
    })
    if (read.length > 0 && node.id !== onto) {
      fields.set(
        node.id,
        read.reduce((a, b) => perAxis((axis) => hull(a[axis], b[axis], lengthAlong(plan, node.id, axis)))),
      )
    }
  }
  return new Map([...fields].map(([id, field]) => [id, inPairs(field)]))
}

function inPairs([rows, columns]: Fields): ReceptiveField {
  const both = (of: (field: Field) => number): readonly [number, number] => [of(rows), of(columns)]
  return {
    size: both((f) => f.size),
    jump: both((f) => f.jump),
    start: both((f) => f.start),
    centre: both((f) => f.start + (f.size - 1) / 2),
  }
}

const through = ({ reach }: PlannedNode, fields: Fields, { h, w }: Shape): Fields =>
  perAxis((axis) => throughAlong(reach, fields[axis], axis === 0 ? h : w, axis))

function throughAlong(reach: Reach, field: Field, inputLength: number, axis: AxisIndex): Field {
  // Fully connected: a window as large as its input, whatever its stride.
  if (reach === 'all') return { ...field, size: field.size + (inputLength - 1) * field.jump }
  const covered = span({ f: reach.size[axis], dilation: reach.dilation[axis] })
  return {
    size: field.size + (covered - 1) * field.jump,
    jump: field.jump * reach.stride[axis],
    start: field.start - reach.padBefore[axis] * field.jump,
  }
}

/** The least field of the larger jump that holds both, for every unit 0 … length − 1; branches nearly always agree in it. */
function hull(a: Field, b: Field, length: number): Field {
  const jump = Math.max(a.jump, b.jump)
  const last = length - 1
  const offsets = [a, b].flatMap((f) => [f.start, f.start + last * (f.jump - jump)])
  const ends = [a, b].flatMap((f) => [f.start + f.size, f.start + f.size + last * (f.jump - jump)])
  const start = Math.min(...offsets)
  return { jump, start, size: Math.max(...ends) - start }
}

/** What one unit reads: rows and columns of the picture or of an earlier node. */
export interface UnitField {
  /** First and last cell that is read: those that exist, and at a border those that a dilated filter really meets. */
  readonly rows: Interval
  readonly columns: Interval
  /** By the formula start + i·jump, padding included; may be negative or larger than the picture. */
  readonly unclipped: { readonly rows: Interval; readonly columns: Interval }
  /** Part of the field lies beyond the border. */
  readonly clipped: boolean
}

/**
 * The receptive field of the unit at row y, column x of a node; null where no path leads to `onto`. With its channel c it is
 * exact also for units of concat and flatten, each of which copies one unit: without, it is what all channels read there. Throws SpecError
 * 'unknown-node', and 'out-of-range' for a unit that the node does not have.
 */
export function unitField(
  plan: Plan,
  nodeId: string,
  unit: { readonly y: number; readonly x: number; readonly c?: number },
  onto = 'input',
): UnitField | null {
  plan.shapeOf(onto) // refuses what is not a node
  checkUnit(plan, nodeId, unit)
  const { c, y, x } = unit
  if (c === undefined) return fieldAt(plan, nodeId, y, x, onto)
  const { node, ...made } = whereMade(plan, { node: nodeId, c, y, x }, onto)
  return fieldAt(plan, node, made.y, made.x, onto)
}

/** A unit of one image, and the node that it belongs to. */
export interface UnitOfNode extends Unit {
  readonly node: string
}

/**
 * Back through what makes one number of one number (copies, activation functions): the unit that was computed from many,
 * or the one of the picture or of `onto` that is met first. Throws SpecError 'unknown-node'.
 */
export function whereMade(plan: Plan, unit: UnitOfNode, onto = 'input'): UnitOfNode {
  if (unit.node === 'input' || unit.node === onto) return unit
  const { layer, inputs, from } = plan.node(unit.node)
  const { copyOf, activation } = layerType(layer)
  const source = copyOf?.(layer, inputs, unit) ?? (activation ? { input: 0, unit } : null)
  return source ? whereMade(plan, { ...source.unit, node: from[source.input] }, onto) : unit
}

function fieldAt(plan: Plan, nodeId: string, y: number, x: number, onto: string): UnitField | null {
  const field = receptiveField(plan, nodeId, onto)
  if (!field) return null
  const rows = cellsRead(plan, nodeId, onto, y, 0)
  const columns = cellsRead(plan, nodeId, onto, x, 1)
  const whole = (i: number, axis: AxisIndex): Interval => {
    const first = field.start[axis] + i * field.jump[axis]
    return [first, first + field.size[axis] - 1]
  }
  const unclipped = { rows: whole(y, 0), columns: whole(x, 1) }
  const same = (a: Interval, b: Interval): boolean => a[0] === b[0] && a[1] === b[1]
  const clipped = !same(rows, unclipped.rows) || !same(columns, unclipped.columns)
  return { rows, columns, unclipped, clipped }
}

/** Throws SpecError 'out-of-range' where the node has no such unit. */
export function checkUnit(plan: Plan, nodeId: string, unit: { y: number; x: number; c?: number }): void {
  const { y, x, c = 0 } = unit
  const shape = plan.shapeOf(nodeId)
  const within = (at: number, length: number): boolean => Number.isInteger(at) && at >= 0 && at < length
  if (within(y, shape.h) && within(x, shape.w) && within(c, shape.c)) return
  throw new SpecError({
    code: 'out-of-range',
    values: { row: y, column: x, map: c, ...shape },
    node: nodeId,
    text: {
      en: `There is no unit at row ${y}, column ${x} of map ${c}: there are ${shape.h} rows, ${shape.w} columns and ${shape.c} maps.`,
      zh: `第 ${c} 张激活图的第 ${y} 行第 ${x} 列没有神经元：共 ${shape.c} 张，每张 ${shape.h} 行 ${shape.w} 列。`,
    },
  })
}
