/** What one unit reads of an earlier layer, or of the picture. */
import type { Plan, PlannedNode, Text } from '../../engine/index'
import { type UnitField, unitField } from '../../engine/index'
import type { Cells } from '../draw/tile-box'
import type { UnitAddress } from './strip.types'

export interface Field {
  /** Clipped to the cells that exist. */
  readonly cells: Cells
  /** By the formula, padding included: may begin below 0 and be larger than what it is laid on. */
  readonly whole: Cells
  /** The one map that is read, where no layer between mixes the channels; null: all of them. */
  readonly channel: number | null
}

/** null where the unit reads nothing of `onto`: a later layer, or another branch. */
export function fieldOn(plan: Plan, unit: UnitAddress, onto: string): Field | null {
  if (unit.node === 'input' || unit.node === onto) return null
  const field = unitField(plan, unit.node, unit, onto)
  if (!field) return null
  const mixes = mixesOnTheWay(plan, unit.node, onto)
  return { cells: cellsOf(field), whole: cellsOf(field.unclipped), channel: mixes ? null : unit.c }
}

const cellsOf = ({ rows, columns }: Pick<UnitField, 'rows' | 'columns'>): Cells => ({ rows, cols: columns })

/** Depth is always full once a layer on the way weighs the channels; pooling, ReLU and adding keep to their own. */
function mixesOnTheWay(plan: Plan, from: string, onto: string): boolean {
  if (from === onto || from === 'input') return false
  const node = plan.node(from)
  const before = node.from.filter((id) => id === onto || reaches(plan, id, onto))
  return mixesChannels(node) || before.some((id) => mixesOnTheWay(plan, id, onto))
}

function reaches(plan: Plan, from: string, onto: string): boolean {
  return from !== 'input' && plan.node(from).from.some((id) => id === onto || reaches(plan, id, onto))
}

const mixesChannels = ({ layer, parameters }: PlannedNode): boolean =>
  layer.type === 'softmax' || parameters.some(({ name }) => name === 'weights')

const range = ([first, last]: readonly [number, number]): string =>
  first === last ? `${first + 1}` : `${first + 1}–${last + 1}`

const extent = ([first, last]: readonly [number, number]): number => last - first + 1

/** "sees 10×10 pixels: rows 7–16, columns 17–26", and in words where it is larger than the picture. */
export function fieldWords(plan: Plan, { cells, whole }: Field): Text {
  const { h, w } = plan.input
  const size = `${extent(whole.cols)}×${extent(whole.rows)}`
  const larger = extent(whole.rows) > h || extent(whole.cols) > w
  return {
    en: `Receptive field ${size}${larger ? `, larger than the ${w}×${h} picture` : ''}: rows ${range(cells.rows)}, columns ${range(cells.cols)}`,
    zh: `感受野 ${size}${larger ? `，大于 ${w}×${h} 的整张图` : ''}：第 ${range(cells.rows)} 行，第 ${range(cells.cols)} 列`,
  }
}
