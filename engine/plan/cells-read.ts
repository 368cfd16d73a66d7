/** Along one axis: which cells a unit reads, layer by layer. Exact, where the linear rule of the field knows no border. */
import type { Plan, PlannedNode } from './plan.types'

export type AxisIndex = 0 | 1 // rows, columns

export const lengthAlong = (plan: Plan, id: string, axis: AxisIndex): number => {
  const { h, w } = plan.shapeOf(id)
  return axis === 0 ? h : w
}

/** First and last index, both included. */
export type Interval = readonly [number, number]

/**
 * The first and last cell of `onto` that the unit at `index` of a node reads. Walks the nodes backward with one mark per
 * cell: at a border the ends alone would not do, for a dilated filter may jump over the first cells.
 */
export function cellsRead(
  plan: Plan,
  nodeId: string,
  onto: string,
  index: number,
  axis: AxisIndex,
): Interval {
  const marks = new Map<string, Uint8Array>()
  const marksOf = (id: string): Uint8Array => {
    const found = marks.get(id) ?? new Uint8Array(lengthAlong(plan, id, axis))
    marks.set(id, found)
    return found
  }
  marksOf(nodeId)[index] = 1
  for (const node of [...plan.nodes].reverse()) {
    const units = marks.get(node.id)
    if (!units || node.id === onto) continue
    for (const source of node.from) mark(node, units, marksOf(source), axis)
  }
  const cells = marksOf(onto)
  return [cells.indexOf(1), cells.lastIndexOf(1)]
}

/** Marks the cells that the marked units read; what lies in the padding does not exist. */
function mark({ reach }: PlannedNode, units: Uint8Array, cells: Uint8Array, axis: AxisIndex): void {
  if (reach === 'all') {
    cells.fill(1)
    return
  }
  const [size, stride, before, dilation] = [reach.size, reach.stride, reach.padBefore, reach.dilation].map(
    (pair) => pair[axis],
  )
  for (let unit = units.indexOf(1); unit >= 0; unit = units.indexOf(1, unit + 1)) {
    const start = unit * stride - before
    // A typed array takes no notice of what is written beyond its ends.
    for (let tap = 0; tap < size; tap++) cells[start + tap * dilation] = 1
  }
}
